import { useTexts } from '@/lib/texts';
import { texts } from './texts';

const KNOWN = ['all', 'own_projects', 'own', 'draft_only', 'visible'] as const;

/** How far a right reaches, in words; a scope this page does not know yet is shown as it is. */
export function useScopeName(): (scope: string | undefined) => string {
  const t = useTexts(texts);
  return (scope) => {
    if (scope === undefined) return t.none;
    const known = KNOWN.find((name) => name === scope);
    return known ? t[known] : scope;
  };
}
