import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { answer, api } from '@/api/client';
import type { components } from '@/api/schema';
import type { Audience, DocumentRow, Importance } from '../api';

type Schemas = components['schemas'];

export type { DocumentRow };
export type Facets = Schemas['Facets'];
export type FacetValue = Schemas['FacetValue'];
export type KindView = Schemas['KindView'];
export type Sort = 'updated' | 'title' | 'number' | 'views';
export type ListState = 'valid' | 'revising' | 'archived' | 'all';

export const SORTS = ['updated', 'title', 'number', 'views'] as const;

/** What narrows and orders the list; all of it stands in the address. */
export interface DocumentFilter {
  q?: string;
  kind?: string;
  category?: string;
  work_type?: string;
  project?: string;
  tag?: string;
  importance?: Importance;
  audience?: Audience;
  state?: ListState;
  mine?: boolean;
  favourites?: boolean;
  sort?: Sort;
}

const FIRST_PAGE = null as string | null;

/** Documents in force, page by page. Counts and facets come with the first page alone. */
export const documentsQuery = (filter: DocumentFilter) =>
  infiniteQueryOptions({
    queryKey: ['documents', 'list', filter],
    queryFn: ({ pageParam }) =>
      answer(
        api.GET('/api/v1/documents', {
          params: {
            query: { ...filter, limit: 30, ...(pageParam === null ? { facets: true } : { cursor: pageParam }) },
          },
        }),
      ),
    initialPageParam: FIRST_PAGE,
    getNextPageParam: (page) => page.next_cursor,
    placeholderData: keepPreviousData,
  });

/** The kinds of documents there are, with what I may write. */
export const kindsQuery = queryOptions({
  queryKey: ['documents', 'kinds'],
  queryFn: async () => (await answer(api.GET('/api/v1/documents', { params: { query: { limit: 1 } } }))).kinds,
  staleTime: 5 * 60_000,
});
