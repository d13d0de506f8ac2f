const UNITS = ['B', 'kB', 'MB', 'GB'] as const;

/** A size in bytes as people read it: 812 B, 24 kB, 3.4 MB. */
export function showSize(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (value >= 1000 && unit < UNITS.length - 1) {
    value /= 1024;
    unit += 1;
  }
  return `${value < 10 && unit > 1 ? value.toFixed(1) : Math.round(value)} ${UNITS[unit]}`;
}
