import { useEffect } from 'react';
import { useTexts } from '@/lib/texts';
import { texts as shared } from '../texts';
import { FACETS, type Facet } from './filters';
import type { Facets } from './queries';
import { texts } from './texts';

// Names seen once stay known: a value that no document has any more is not in the answer that says so.
const seen = new Map<string, string>();
const keyOf = (facet: Facet, value: string) => `${facet}:${value}`;

/** What a value of a facet is called. */
export function useFacetNames(facets: Facets | null): (facet: Facet, value: string) => string {
  const t = useTexts(texts);
  const { importances, audiences } = useTexts(shared);
  useEffect(() => {
    if (facets === null) return;
    for (const facet of FACETS) {
      for (const { value, name } of facets[facet]) seen.set(keyOf(facet, value), name);
    }
  }, [facets]);
  return (facet, value) => {
    if (facet === 'importance' && value in importances) return importances[value as keyof typeof importances];
    if (facet === 'audience' && value in audiences) return audiences[value as keyof typeof audiences];
    const now = facets?.[facet].find((entry) => entry.value === value)?.name;
    return now ?? seen.get(keyOf(facet, value)) ?? (facet === 'tag' ? value : t.chosenBefore);
  };
}
