import { FACETS, type Facet, type Wanted } from './queries';

/** The search with the value of the facet put on, or taken off when it was on. */
export function toggled(wanted: Wanted, facet: Facet, value: string): Wanted {
  const held = wanted[facet] ?? [];
  const values = held.includes(value) ? held.filter((one) => one !== value) : [...held, value];
  const next = { ...wanted, [facet]: values };
  if (values.length === 0) delete next[facet];
  return next;
}

/** The search without what narrows it. */
export function cleared({ q, sort }: Wanted): Wanted {
  return { ...(q === undefined ? {} : { q }), ...(sort === undefined ? {} : { sort }) };
}

/** How many values narrow the search. */
export function countChosen(wanted: Wanted): number {
  return FACETS.reduce((sum, facet) => sum + (wanted[facet]?.length ?? 0), 0);
}

/** The search with the newest first, or with the best first. */
export function ordered(wanted: Wanted, newestFirst: boolean): Wanted {
  const next = { ...wanted };
  if (newestFirst) next.sort = 'updated';
  else delete next.sort;
  return next;
}
