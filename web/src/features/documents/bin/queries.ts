import { infiniteQueryOptions } from '@tanstack/react-query';
import { answer, api } from '@/api/client';
import type { components } from '@/api/schema';

export type BinRow = components['schemas']['BinRow'];

const FIRST_PAGE = null as string | null;

export const binQuery = infiniteQueryOptions({
  queryKey: ['documents', 'bin'],
  queryFn: ({ pageParam }) =>
    answer(
      api.GET('/api/v1/bin', {
        params: { query: { limit: 30, ...(pageParam === null ? {} : { cursor: pageParam }) } },
      }),
    ),
  initialPageParam: FIRST_PAGE,
  getNextPageParam: (page) => page.next_cursor,
});
