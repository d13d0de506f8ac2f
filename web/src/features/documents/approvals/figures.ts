import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { answer, api } from '@/api/client';
import type { components } from '@/api/schema';
import { today } from '@/lib/dates';

type Schemas = components['schemas'];

export type Figures = Schemas['ApprovalFigures'];
export type Decided = Schemas['DecidedRow'];
export type LeadTime = Pick<Figures['whole'], 'count' | 'median_hours' | 'p90_hours' | 'late'>;

/** How many days back the figures can reach. */
export const SPANS = [30, 90, 365] as const;
const DAY_MS = 86_400_000;
const FIRST_PAGE = null as string | null;

/** The day so many days before today. */
export function daysBack(days: number): string {
  return new Date(Date.parse(`${today()}T00:00:00Z`) - days * DAY_MS).toISOString().slice(0, 10);
}

export const figuresQuery = (since: string) =>
  queryOptions({
    queryKey: ['approvals', 'figures', since],
    queryFn: () => answer(api.GET('/api/v1/approvals/figures', { params: { query: { since } } })),
  });

export const decidedQuery = (since: string) =>
  infiniteQueryOptions({
    queryKey: ['approvals', 'decided', since],
    queryFn: ({ pageParam }) =>
      answer(
        api.GET('/api/v1/approvals/decided', {
          params: { query: { since, ...(pageParam === null ? {} : { cursor: pageParam }) } },
        }),
      ),
    initialPageParam: FIRST_PAGE,
    getNextPageParam: (page) => page.next_cursor,
  });
