import { useQueryClient } from '@tanstack/react-query';
import type { Person } from '@/api/types';
import { useTexts } from '@/lib/texts';
import type { ConflictLine } from '@/ui/ConflictDialog';
import { companyQuery } from '../queries';
import type { PersonBody } from './PersonFields';
import { texts } from './texts';

/** One's own entries beside the record as it is now, field by field in words. */
export function useConflictLines(): (mine: Partial<PersonBody>, current: Person) => ConflictLine[] {
  const t = useTexts(texts);
  const client = useQueryClient();
  const names: Record<keyof PersonBody, string> = {
    name: t.name,
    name_kana: t.kana,
    login_name: t.loginName,
    company_id: t.company,
    department: t.department,
    email: t.email,
  };
  const company = (id: string | null | undefined) =>
    id ? (client.getQueryData(companyQuery(id).queryKey)?.name ?? id) : '';

  return (mine, current) =>
    (Object.keys(mine) as (keyof PersonBody)[]).map((field) => ({
      field: names[field],
      mine: field === 'company_id' ? company(mine.company_id) : (mine[field] ?? ''),
      theirs: field === 'company_id' ? (current.company?.name ?? '') : (current[field] ?? ''),
    }));
}
