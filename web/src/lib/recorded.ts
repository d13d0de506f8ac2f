/** The single values of a recorded field: a recorded list is a JSON array of texts, everything else is one value. */
export function singleValues(recorded: string): string[] {
  if (!recorded.startsWith('[')) return [recorded];
  try {
    const list: unknown = JSON.parse(recorded);
    return Array.isArray(list) && list.every((entry) => typeof entry === 'string') ? list : [recorded];
  } catch {
    return [recorded];
  }
}
