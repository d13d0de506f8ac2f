import type { DraftView, Importance } from '../api';
import { emptyLaw, type LawParts } from '../regulation/parts';
import { emptyParts, type SopParts } from '../sop/parts';

/** The text of a document as the editor holds it; the parts of a procedure or a regulation are there for those alone. */
export interface Content extends Partial<SopParts>, Partial<LawParts> {
  title: string;
  summary: string;
  body: string;
  importance: Importance;
  language: 'ja' | 'en';
}

export const EMPTY: Content = { title: '', summary: '', body: '', importance: 'medium', language: 'ja' };

/** The kinds this page can write, with what a new one begins with. */
const BEGINNINGS: Record<string, () => Content> = {
  knowledge: () => EMPTY,
  sop: () => ({ ...EMPTY, ...emptyParts() }),
  regulation: () => ({ ...EMPTY, ...emptyLaw() }),
};

export const isWritable = (kind: string): boolean => kind in BEGINNINGS;

export function emptyOf(kind: string): Content {
  return BEGINNINGS[kind]?.() ?? EMPTY;
}

export function contentOf(draft: Pick<DraftView, 'content'>): Content {
  return { ...EMPTY, ...(draft.content as Partial<Content>) };
}

export function sameContent(one: Content, other: Content): boolean {
  const fields = new Set([...Object.keys(one), ...Object.keys(other)]) as Set<keyof Content>;
  return [...fields].every((field) => sameValue(one[field], other[field]));
}

export function sameValue(one: unknown, other: unknown): boolean {
  return one === other || (typeof one === 'object' && JSON.stringify(one) === JSON.stringify(other));
}
