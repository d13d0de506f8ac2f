/**
 * The text of a plain field after typing. Browsers turn every line break of a field into "\n"; lines that were not
 * touched keep theirs, so that opening and saving changes no byte.
 */
export function withOldLineBreaks(before: string, typed: string): string {
  if (!before.includes('\r')) return typed;
  if (plainBreaks(before) === typed) return before;
  const old = before.split(/(?<=\r\n|\n|\r(?!\n))/);
  const now = typed.split(/(?<=\n)/);
  const usual = /\r\n|\n|\r/.exec(before)?.[0] ?? '\n';
  let start = 0;
  while (start < Math.min(old.length, now.length) && plainBreaks(old[start] ?? '') === now[start]) start += 1;
  let end = 0;
  while (
    end < Math.min(old.length, now.length) - start &&
    plainBreaks(old[old.length - 1 - end] ?? '') === now[now.length - 1 - end]
  )
    end += 1;
  const middle = now.slice(start, now.length - end).map((line) => line.replace(/\n$/, usual));
  return [...old.slice(0, start), ...middle, ...(end > 0 ? old.slice(-end) : [])].join('');
}

/** As a field shows it. */
export function plainBreaks(text: string): string {
  return text.replace(/\r\n?/g, '\n');
}
