/** Full-width letters, digits and signs as their ordinary forms, without surrounding space: "ＡＢ－１２" → "AB-12". */
export function halfWidth(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[‐‑–—―−ー](?=\d)|(?<=[A-Za-z0-9])[‐‑–—―−ー]/g, '-')
    .trim();
}

/** Kana of a reading as katakana with ordinary spaces, the form readings are sorted by. */
export function katakana(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[ぁ-ゖ]/g, (kana) => String.fromCharCode(kana.charCodeAt(0) + 0x60))
    .replace(/\s+/g, ' ')
    .trim();
}

/** Null for a field left empty, so that "no value" is stored one way only. */
export function orNull(text: string): string | null {
  const trimmed = text.trim();
  return trimmed === '' ? null : trimmed;
}
