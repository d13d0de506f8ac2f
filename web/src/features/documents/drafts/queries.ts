import { infiniteQueryOptions } from '@tanstack/react-query';
import { answer, api } from '@/api/client';
import type { components } from '@/api/schema';

export type DraftRow = components['schemas']['DraftRow'];
export type Whose = 'mine' | 'all';

const FIRST_PAGE = null as string | null;

export const draftsQuery = (whose: Whose) =>
  infiniteQueryOptions({
    queryKey: ['documents', 'drafts', whose],
    queryFn: ({ pageParam }) =>
      answer(
        api.GET('/api/v1/drafts', {
          params: { query: { whose, limit: 30, ...(pageParam === null ? {} : { cursor: pageParam }) } },
        }),
      ),
    initialPageParam: FIRST_PAGE,
    getNextPageParam: (page) => page.next_cursor,
  });
