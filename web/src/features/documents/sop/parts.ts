import { randomId } from '@/lib/ids';

/** A row of a procedure; its id stays when it is moved or rewritten. */
export interface Part {
  id: string;
}

export interface Step extends Part {
  title: string;
  text: string;
  hazard: string;
  check: string;
  responsible: string;
  minutes: number | null;
  /** The id of an attachment. */
  photo: string | null;
}

export interface CheckItem extends Part {
  text: string;
  required: boolean;
}

export interface Precaution extends Part {
  text: string;
}

export interface Reference extends Part {
  title: string;
  target: string;
}

/** What a procedure has beside title, summary and notes. */
export interface SopParts {
  purpose: string;
  scope: string;
  steps: Step[];
  checklist: CheckItem[];
  precautions: Precaution[];
  references: Reference[];
}

export const newStep = (): Step => ({
  id: randomId(),
  title: '',
  text: '',
  hazard: '',
  check: '',
  responsible: '',
  minutes: null,
  photo: null,
});
export const newCheckItem = (): CheckItem => ({ id: randomId(), text: '', required: true });
export const newPrecaution = (): Precaution => ({ id: randomId(), text: '' });
export const newReference = (): Reference => ({ id: randomId(), title: '', target: '' });

export const emptyParts = (): SopParts => ({
  purpose: '',
  scope: '',
  steps: [newStep()],
  checklist: [],
  precautions: [],
  references: [],
});

/** The list with the row at `from` standing at `to`. */
export function moved<T>(rows: readonly T[], from: number, to: number): T[] {
  const next = [...rows];
  const [taken] = next.splice(from, 1);
  if (taken !== undefined) next.splice(Math.max(0, Math.min(to, next.length)), 0, taken);
  return next;
}

/** What two people made of the same rows, put together: a row that both changed stands twice, mine first. */
export function mergeRows<T extends Part>(
  base: readonly T[],
  mine: readonly T[],
  theirs: readonly T[],
): { rows: T[]; clashes: number } {
  const same = (one: T | undefined, other: T | undefined) => JSON.stringify(one) === JSON.stringify(other);
  const find = (rows: readonly T[], id: string) => rows.find((row) => row.id === id);
  const rows: T[] = [];
  let clashes = 0;
  for (const row of mine) {
    const [was, other] = [find(base, row.id), find(theirs, row.id)];
    if (!other) {
      if (was && same(row, was)) continue;
      if (was) clashes += 1;
      rows.push(row);
    } else if (same(row, other) || (was && same(other, was))) rows.push(row);
    else if (was && same(row, was)) rows.push(other);
    else {
      clashes += 1;
      rows.push(row, { ...other, id: `${other.id.slice(0, 37)}-b` });
    }
  }
  theirs.forEach((row, at) => {
    if (find(mine, row.id)) return;
    const was = find(base, row.id);
    if (was && same(row, was)) return;
    if (was) clashes += 1;
    const before = theirs
      .slice(0, at)
      .map(({ id }) => rows.findIndex((known) => known.id === id))
      .filter((place) => place >= 0);
    rows.splice((before.at(-1) ?? -1) + 1, 0, row);
  });
  return { rows, clashes };
}
