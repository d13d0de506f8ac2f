import type { ArticleRow } from './queries';

/** Rows that are fetched and drawn together. */
export interface Chunk {
  from: number;
  rows: ArticleRow[];
  /** About how high its words stand, in lines of the text. */
  lines: number;
}

const ROWS = 30;
const CHARS = 6000;
const CHARS_A_LINE = 40;

/** The text in parts that are small enough to come at once on a phone. */
export function chunksOf(rows: readonly ArticleRow[]): Chunk[] {
  const chunks: Chunk[] = [];
  let chars = 0;
  for (const row of rows) {
    const last = chunks.at(-1);
    if (last === undefined || last.rows.length >= ROWS || chars + row.chars > CHARS) {
      chunks.push({ from: row.place, rows: [row], lines: linesOf(row) });
      chars = row.chars;
    } else {
      last.rows.push(row);
      last.lines += linesOf(row);
      chars += row.chars;
    }
  }
  return chunks;
}

export const linesOf = ({ chars }: ArticleRow): number => Math.ceil(chars / CHARS_A_LINE);

/** What stands in the tree and above an article. */
export function nameOf({ level, label, caption }: Pick<ArticleRow, 'level' | 'label' | 'caption'>): string {
  return level > 0 && label !== '' && caption !== '' ? `${label} ${caption}` : `${label}${caption}`;
}

/** A number as people type it (518, ５１８, 36の2, 第三十六条の二, 36-2) in the form of the rows; null for words. */
export function keyOf(typed: string): string | null {
  const text = typed.normalize('NFKC').replace(/\s/g, '');
  const found = /^第?([〇一二三四五六七八九十百千\d]+)条?((?:[の-][〇一二三四五六七八九十百千\d]+)*)$/.exec(text);
  if (!found) return null;
  const parts = [found[1] ?? '', ...(found[2] ?? '').split(/[の-]/).filter((part) => part !== '')].map(numberOf);
  return parts.includes(null) ? null : parts.join('-');
}

const DIGITS = '〇一二三四五六七八九';
const UNITS: Record<string, number> = { 十: 10, 百: 100, 千: 1000 };

function numberOf(text: string): number | null {
  if (/^\d+$/.test(text)) return Number(text);
  if (![...text].some((one) => one in UNITS)) {
    const digits = [...text].map((one) => DIGITS.indexOf(one));
    return digits.includes(-1) ? null : Number(digits.join(''));
  }
  let total = 0;
  let held = 0;
  for (const one of text) {
    const unit = UNITS[one];
    if (unit !== undefined) {
      total += (held || 1) * unit;
      held = 0;
    } else {
      held = DIGITS.includes(one) ? DIGITS.indexOf(one) : Number(one);
    }
  }
  return total + held;
}

/** The rows of the tree that fit what is typed: the article of that number and its branches, or words in the names. */
export function fitting(rows: readonly ArticleRow[], typed: string): ArticleRow[] {
  const words = typed.trim();
  if (words === '') return [...rows];
  const key = keyOf(words);
  if (key !== null) {
    const own = rows.filter((row) => row.key === key);
    return [...own, ...rows.filter((row) => row.key !== key && row.key.startsWith(key))];
  }
  return rows.filter((row) => words.split(/\s+/).every((word) => nameOf(row).includes(word)));
}
