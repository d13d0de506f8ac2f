/** The instant as a field of day and time shows it: the time in Japan, whatever the device thinks. */
export function localOf(instant: string | null): string {
  if (instant === null || instant === '') return '';
  const japan = new Date(new Date(instant).getTime() + 9 * 3_600_000);
  return japan.toISOString().slice(0, 16);
}

/** The instant of a day and time in Japan; null for what is none yet. */
export function instantOfLocal(local: string): string | null {
  const found = new Date(`${local}:00+09:00`);
  return local === '' || Number.isNaN(found.getTime()) ? null : found.toISOString();
}
