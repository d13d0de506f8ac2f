/**
 * What is typed in a form survives a reload and a lost session: it is kept for this browser tab until it is saved or
 * thrown away. Passwords are never handed to this module.
 */

const PREFIX = 'mks.draft.';

function storage(): Storage | null {
  try {
    return sessionStorage;
  } catch {
    return null;
  }
}

export function keepDraft(key: string, values: object): void {
  try {
    storage()?.setItem(PREFIX + key, JSON.stringify(values));
  } catch {
    // A full or refused storage leaves the form as it is on the screen.
  }
}

/** The kept values that the form still has fields for, or null. */
export function findDraft<T extends object>(key: string, empty: T): Partial<T> | null {
  let found: unknown;
  try {
    found = JSON.parse(storage()?.getItem(PREFIX + key) ?? 'null');
  } catch {
    return null;
  }
  if (typeof found !== 'object' || found === null) return null;
  const known = Object.entries(found).filter(
    ([name, value]) => name in empty && typeof value === typeof empty[name as keyof T],
  );
  return known.length === 0 ? null : (Object.fromEntries(known) as Partial<T>);
}

export function dropDraft(key: string): void {
  storage()?.removeItem(PREFIX + key);
}

/** For signing out: nothing typed by one person is left for the next. */
export function dropAllDrafts(): void {
  const place = storage();
  if (!place) return;
  Object.keys(place)
    .filter((key) => key.startsWith(PREFIX))
    .forEach((key) => place.removeItem(key));
}
