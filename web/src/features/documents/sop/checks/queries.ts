import { infiniteQueryOptions } from '@tanstack/react-query';
import { answer, api } from '@/api/client';
import { queryClient } from '@/api/queryClient';
import type { components } from '@/api/schema';

export type Run = components['schemas']['RunView'];
export type Outcome = components['schemas']['ResultView']['outcome'];
export const OUTCOMES = ['ok', 'fault', 'not_applicable'] as const;

const FIRST_PAGE = null as string | null;
const key = (ref: string) => ['documents', 'checks', ref] as const;

/** The runs of a procedure's checklist, the last ones first. */
export const runsQuery = (ref: string) =>
  infiniteQueryOptions({
    queryKey: key(ref),
    queryFn: ({ pageParam }) =>
      answer(
        api.GET('/api/v1/documents/{ref}/checklist-runs', {
          params: { path: { ref }, query: pageParam === null ? {} : { cursor: pageParam } },
        }),
      ),
    initialPageParam: FIRST_PAGE,
    getNextPageParam: ({ next_cursor }) => next_cursor,
  });

/** The list is asked for again. */
export const runsChanged = (ref: string) => void queryClient.invalidateQueries({ queryKey: key(ref) });
