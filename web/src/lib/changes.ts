/** The fields of `now` that differ from `before`: what a change sends, so that untouched fields stay untouched. */
export function changedOnly<T extends object>(now: T, before: T): Partial<T> {
  return Object.fromEntries(
    Object.entries(now).filter(([field, value]) => JSON.stringify(value) !== JSON.stringify(before[field as keyof T])),
  ) as Partial<T>;
}
