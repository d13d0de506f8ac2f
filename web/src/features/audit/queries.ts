import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { answer, api } from '@/api/client';
import { endOfDay, parseDay, startOfDay } from '@/lib/dates';

export interface AuditFilter {
  tag?: string;
  person_id?: string;
  subject_kind?: string;
  subject_id?: string;
  request_id?: string;
  /** Days in Tokyo, both included: 2026-11-23. */
  from?: string;
  until?: string;
}

const FIRST = null as string | null;

/** What to ask the server for: the days of the address as instants; what is no day is left out. */
export function questions({ from, until, ...others }: AuditFilter) {
  const first = from ? parseDay(from) : null;
  const last = until ? parseDay(until) : null;
  return { ...others, ...(first ? { from: startOfDay(first) } : {}), ...(last ? { until: endOfDay(last) } : {}) };
}

export function auditQuery(filter: AuditFilter) {
  return infiniteQueryOptions({
    queryKey: ['audit', 'list', filter],
    queryFn: ({ pageParam }) =>
      answer(
        api.GET('/api/v1/audit', {
          params: { query: { ...questions(filter), limit: 50, ...(pageParam ? { cursor: pageParam } : {}) } },
        }),
      ),
    initialPageParam: FIRST,
    getNextPageParam: (page) => page.next_cursor,
    placeholderData: keepPreviousData,
  });
}

export const tagsQuery = queryOptions({
  queryKey: ['audit', 'tags'],
  queryFn: () => answer(api.GET('/api/v1/audit/tags')),
  staleTime: Infinity,
});
