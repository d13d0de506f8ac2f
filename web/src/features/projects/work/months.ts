/** So many months after (or before) "2026-11". */
export function monthAfter(month: string, steps: number): string {
  const [year, number] = month.split('-').map(Number);
  return new Date(Date.UTC(year ?? 0, (number ?? 1) - 1 + steps, 1)).toISOString().slice(0, 7);
}
