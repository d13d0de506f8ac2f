import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { answer, api } from '@/api/client';
import type { components } from '@/api/schema';

type Schemas = components['schemas'];
export type ArticleRow = Schemas['ArticleRow'];
export type LawFacts = Schemas['LawFacts'];
export type ArticleChoice = Schemas['ArticleChoice'];

/** A text never changes under the id of its edition. */
const FOR_GOOD = 60 * 60_000;

/** The headings and articles of a text, without its words; `edition` is an edition's id or `draft`. */
export const articlesQuery = (id: string, edition: string) =>
  queryOptions({
    queryKey: ['documents', 'articles', id, edition],
    queryFn: () =>
      answer(api.GET('/api/v1/documents/{ref}/articles', { params: { path: { ref: id }, query: { edition } } })),
    placeholderData: keepPreviousData,
  });

/** The same of the text in force, by the code of the document: it can be asked for before the document is there. */
export const currentArticlesQuery = (code: string) =>
  queryOptions({
    queryKey: ['documents', 'articles', code, 'current'],
    queryFn: () => answer(api.GET('/api/v1/documents/{ref}/articles', { params: { path: { ref: code } } })),
  });

/** The words of the rows from that place on. */
export const wordsQuery = (id: string, edition: string, from: number, limit: number) =>
  queryOptions({
    queryKey: ['documents', 'article-words', id, edition, from, limit],
    queryFn: () =>
      answer(
        api.GET('/api/v1/documents/{ref}/articles/text', {
          params: { path: { ref: id }, query: { edition, from, limit } },
        }),
      ).then(({ items }) => new Map(items.map(({ place, html }) => [place, html]))),
    staleTime: edition === 'draft' ? 0 : FOR_GOOD,
  });

/** What rests on an article. */
export const restingQuery = (id: string, article: string) =>
  queryOptions({
    queryKey: ['documents', 'resting', id, article],
    queryFn: () =>
      answer(
        api.GET('/api/v1/documents/{ref}/articles/{article}/resting', { params: { path: { ref: id, article } } }),
      ).then(({ items }) => items),
  });

/** Articles and regulations that fit the words typed. */
export const choicesQuery = (typed: string) =>
  queryOptions({
    queryKey: ['documents', 'article-choices', typed],
    queryFn: ({ signal }) =>
      answer(api.GET('/api/v1/laws/articles', { params: { query: { q: typed } }, signal })).then(({ items }) => items),
    enabled: typed !== '',
    staleTime: 10_000,
  });
