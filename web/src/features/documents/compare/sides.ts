import type { EditionRow } from '../api';

/** The draft, as the address and the server call it. */
export const DRAFT = 'draft';

export interface Sides {
  from: string;
  to: string;
}

/**
 * Which two texts are compared. What the address does not say is filled in: the newer one is the edition in force (or
 * the draft, when there is but one edition), the older one the edition before it. Null when there are no two.
 */
export function sidesOf(asked: Partial<Sides>, editions: readonly EditionRow[], draft: boolean): Sides | null {
  const known = new Set([...editions.map(({ id }) => id), ...(draft ? [DRAFT] : [])]);
  const begun = editions.filter(({ no }) => no !== null);
  const to = asked.to !== undefined && known.has(asked.to) ? asked.to : newest(begun, draft, asked.from);
  if (to === undefined) return null;
  const from = asked.from !== undefined && known.has(asked.from) ? asked.from : before(to, editions, begun);
  return from === undefined ? null : { from, to };
}

function newest(begun: readonly EditionRow[], draft: boolean, from: string | undefined): string | undefined {
  const current = begun[0]?.id;
  // Compared with the edition in force, only the draft says something.
  return draft && (begun.length < 2 || from === current) ? DRAFT : current;
}

function before(to: string, editions: readonly EditionRow[], begun: readonly EditionRow[]): string | undefined {
  if (to === DRAFT) return begun[0]?.id ?? editions[0]?.id;
  const place = editions.findIndex(({ id }) => id === to);
  return editions.slice(place + 1).find(({ no }) => no !== null)?.id ?? editions.find(({ id }) => id !== to)?.id;
}
