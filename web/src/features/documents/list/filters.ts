import type { DocumentFilter, Facets, FacetValue, ListState } from './queries';

/** The filters that are chosen among values with counts, in the order of the panel. */
export const FACETS = ['kind', 'category', 'work_type', 'project', 'importance', 'audience', 'tag'] as const;
export type Facet = (typeof FACETS)[number];

const IMPORTANCE_ORDER = ['critical', 'high', 'medium', 'low'];

/** How many filters narrow the list, words and order aside. */
export function countFilters(filter: DocumentFilter): number {
  return Object.entries(filter).filter(([name, value]) => name !== 'q' && name !== 'sort' && Boolean(value)).length;
}

/** The filter without what narrows it; the order of the list stays. */
export function withoutFilters({ sort }: DocumentFilter): DocumentFilter {
  return sort === undefined ? {} : { sort };
}

/** How many documents each state would show; being revised is one way of being valid. */
export function stateCounts(values: readonly FacetValue[]): Record<ListState, number> {
  const counted = (state: string) => values.find(({ value }) => value === state)?.count ?? 0;
  const revising = counted('revising');
  const valid = counted('valid') + revising;
  const archived = counted('archived');
  return { valid, revising, archived, all: valid + archived };
}

/** The values of a facet as they are offered: by count, importance from high to low, and the chosen one always. */
export function offered(facet: Facet, facets: Facets, chosen: string | undefined, nameOfChosen: string): FacetValue[] {
  const values = [...facets[facet]];
  if (facet === 'importance') {
    values.sort((one, other) => IMPORTANCE_ORDER.indexOf(one.value) - IMPORTANCE_ORDER.indexOf(other.value));
  }
  if (chosen !== undefined && !values.some(({ value }) => value === chosen)) {
    values.unshift({ value: chosen, name: nameOfChosen, count: 0 });
  }
  return values;
}

/** The first values of a long facet, with the chosen one among them. */
export function shortened(values: readonly FacetValue[], chosen: string | undefined, most: number): FacetValue[] {
  const first = values.slice(0, most);
  const missing = values.slice(most).find(({ value }) => value === chosen);
  return missing === undefined ? first : [...first, missing];
}
