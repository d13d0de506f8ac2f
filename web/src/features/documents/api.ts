import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { answer, api } from '@/api/client';
import { DOCUMENTS, documentsAreOld } from '@/api/documents';
import { queryClient } from '@/api/queryClient';
import type { components } from '@/api/schema';

type Schemas = components['schemas'];

export type DocumentView = Schemas['DocumentView'];
export type DocumentRow = Schemas['DocumentRow'];
export type DocumentState = DocumentView['state'];
export type Importance = DocumentView['importance'];
export type Audience = DocumentView['audience'];
export type EditionRow = Schemas['EditionRow'];
export type DraftView = Schemas['DraftView'];
export type CommentView = Schemas['CommentView'];
export type DocumentLink = Schemas['LinkView'];
export type LinkType = DocumentLink['type'];
export type DocumentChange = Schemas['ChangeDocument'];
export type PersonName = Schemas['PersonRef'];

export const IMPORTANCES = ['low', 'medium', 'high', 'critical'] as const;
export const AUDIENCES = ['internal', 'partners', 'site', 'named'] as const;

/** Everything the server says of documents; what a change makes old is marked through these. */
export const keys = {
  all: DOCUMENTS,
  one: (ref: string) => ['documents', 'one', ref] as const,
  draft: (id: string) => ['documents', 'draft', id] as const,
  comments: (id: string) => ['documents', 'comments', id] as const,
};

/** One edition of a document by its id or code: the one in force, or then on a day, or the one whose number is given. */
export const documentQuery = (ref: string, edition?: number, on?: string) =>
  queryOptions({
    queryKey: [...keys.one(ref), edition ?? null, on ?? null],
    queryFn: () =>
      answer(
        api.GET('/api/v1/documents/{ref}', {
          params: { path: { ref }, query: edition !== undefined ? { edition } : on !== undefined ? { on } : {} },
        }),
      ),
  });

/** The text to edit. It is asked for anew each time an editor opens. */
export const draftQuery = (id: string) =>
  queryOptions({
    queryKey: keys.draft(id),
    queryFn: () => answer(api.GET('/api/v1/documents/{ref}/draft', { params: { path: { ref: id } } })),
    staleTime: 0,
    gcTime: 0,
    refetchOnWindowFocus: false,
  });

const FIRST_PAGE = null as string | null;

export const commentsQuery = (id: string) =>
  infiniteQueryOptions({
    queryKey: keys.comments(id),
    queryFn: ({ pageParam }) =>
      answer(
        api.GET('/api/v1/documents/{ref}/comments', {
          params: { path: { ref: id }, query: { limit: 50, ...(pageParam === null ? {} : { cursor: pageParam }) } },
        }),
      ),
    initialPageParam: FIRST_PAGE,
    getNextPageParam: (page) => page.next_cursor,
  });

export const categoriesQuery = (kind: string) =>
  queryOptions({
    queryKey: ['categories', kind],
    queryFn: () => answer(api.GET('/api/v1/categories', { params: { query: { kind } } })),
    staleTime: 5 * 60_000,
  });

export const workTypesQuery = queryOptions({
  queryKey: ['work-types'],
  queryFn: () => answer(api.GET('/api/v1/work-types')),
  staleTime: 5 * 60_000,
});

/** After a change: the page shows what the server answered, lists and everything else are asked for anew. */
export function documentChanged(document?: DocumentView): void {
  documentsAreOld();
  if (!document) return;
  for (const ref of [document.id, document.code]) {
    queryClient.setQueryData(documentQuery(ref).queryKey, document);
  }
}
