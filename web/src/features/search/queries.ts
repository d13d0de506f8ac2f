import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { answer, api } from '@/api/client';
import type { components } from '@/api/schema';

type Schemas = components['schemas'];
export type Found = Schemas['Found'];
export type Hit = Schemas['Hit'];
export type Piece = Schemas['Piece'];
export type FoundFacets = Schemas['FoundFacets'];

export const FACETS = ['kind', 'status', 'category', 'work_type', 'project'] as const;
export type Facet = (typeof FACETS)[number];

/** What is looked for, and what narrows it; all of it stands in the address. */
export type Wanted = { q?: string; sort?: 'updated' } & { [F in Facet]?: string[] };

/** What fits the words, page by page, up to the thousandth. */
export const searchQuery = (wanted: Wanted) =>
  infiniteQueryOptions({
    queryKey: ['search', wanted],
    queryFn: ({ pageParam, signal }) =>
      answer(api.GET('/api/v1/search', { params: { query: { ...wanted, page: pageParam } }, signal })),
    initialPageParam: 1,
    getNextPageParam: (page) => page.next_page,
    placeholderData: keepPreviousData,
    enabled: wanted.q !== undefined,
  });

/** Titles and numbers that fit what was typed so far. */
export const suggestQuery = (typed: string) =>
  queryOptions({
    queryKey: ['search', 'suggest', typed],
    queryFn: ({ signal }) =>
      answer(api.GET('/api/v1/search/suggest', { params: { query: { q: typed } }, signal })).then(({ items }) => items),
    enabled: typed !== '',
    staleTime: 10_000,
  });

/** Sites that fit what was typed so far. */
export const sitesQuery = (typed: string) =>
  queryOptions({
    queryKey: ['search', 'sites', typed],
    queryFn: ({ signal }) =>
      answer(api.GET('/api/v1/projects', { params: { query: { q: typed, limit: 4 } }, signal })).then(
        ({ items }) => items,
      ),
    enabled: typed !== '',
    staleTime: 10_000,
  });
