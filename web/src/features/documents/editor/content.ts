import type { DraftView, Importance } from '../api';

/** The text of knowledge as the editor holds it. */
export interface Content {
  title: string;
  summary: string;
  body: string;
  importance: Importance;
  language: 'ja' | 'en';
}

export const EMPTY: Content = { title: '', summary: '', body: '', importance: 'medium', language: 'ja' };

const FIELDS = Object.keys(EMPTY) as (keyof Content)[];

export function contentOf(draft: Pick<DraftView, 'content'>): Content {
  return { ...EMPTY, ...(draft.content as Partial<Content>) };
}

export function sameContent(one: Content, other: Content): boolean {
  return FIELDS.every((field) => one[field] === other[field]);
}
