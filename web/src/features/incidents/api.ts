import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { answer, api } from '@/api/client';
import { queryClient } from '@/api/queryClient';
import type { components } from '@/api/schema';

type Schemas = components['schemas'];

export type IncidentView = Schemas['IncidentView'];
export type IncidentRow = Schemas['IncidentRow'];
export type IncidentPageView = Schemas['IncidentPage'];
export type ActionView = Schemas['ActionView'];
export type ActionMove = ActionView['can']['moves'][number];
export type Bucket = ActionView['bucket'];
export type Names = Schemas['Names'];
export type Similar = Schemas['Similar'];
export type Codes = Schemas['IncidentCodes'];
export type IncidentType = Schemas['TellIncident']['type'];
export type PublicView = Schemas['PublicView'];

export const TYPES = ['near_miss', 'accident', 'property_damage'] as const;
export const STATES = ['reported', 'investigating', 'action_plan', 'correcting', 'verifying', 'closed'] as const;
export const SEVERITIES = ['low', 'medium', 'high', 'critical'] as const;
export const BUCKETS = ['overdue', 'week', 'later', 'verify', 'effect', 'done'] as const;

export interface IncidentFilter {
  q?: string;
  state?: (typeof STATES)[number][];
  type?: IncidentType;
  severity?: (typeof SEVERITIES)[number];
  accident_type?: number;
  project?: string;
  since?: string;
  until?: string;
  late?: true;
  mine?: true;
}

export interface BoardFilter {
  bucket?: Bucket;
  project?: string;
  mine?: true;
}

export interface PublicFilter {
  q?: string;
  accident_type?: number;
  agent?: number;
  year?: number;
  construction?: true;
}

const FIRST_PAGE = null as string | null;
const after = (cursor: string | null) => (cursor === null ? {} : { cursor });

export const incidentsQuery = (filter: IncidentFilter) =>
  infiniteQueryOptions({
    queryKey: ['incidents', 'list', filter],
    queryFn: ({ pageParam }) =>
      answer(api.GET('/api/v1/incidents', { params: { query: { ...filter, ...after(pageParam) } } })),
    initialPageParam: FIRST_PAGE,
    getNextPageParam: (page) => page.next_cursor,
    placeholderData: keepPreviousData,
  });

export const incidentQuery = (ref: string) =>
  queryOptions({
    queryKey: ['incidents', 'one', ref],
    queryFn: () => answer(api.GET('/api/v1/incidents/{ref}', { params: { path: { ref } } })),
  });

export const similarQuery = (ref: string) =>
  queryOptions({
    queryKey: ['incidents', 'similar', ref],
    queryFn: () => answer(api.GET('/api/v1/incidents/{ref}/similar', { params: { path: { ref } } })),
    staleTime: 60_000,
  });

export const codesQuery = queryOptions({
  queryKey: ['incident-codes'],
  queryFn: () => answer(api.GET('/api/v1/incident-codes')),
  staleTime: Infinity,
});

export const boardQuery = (filter: BoardFilter) =>
  infiniteQueryOptions({
    queryKey: ['incidents', 'board', filter],
    queryFn: ({ pageParam }) =>
      answer(api.GET('/api/v1/incident-actions', { params: { query: { ...filter, ...after(pageParam), limit: 30 } } })),
    initialPageParam: FIRST_PAGE,
    getNextPageParam: (page) => page.next_cursor,
    placeholderData: keepPreviousData,
  });

export const publicQuery = (filter: PublicFilter) =>
  infiniteQueryOptions({
    queryKey: ['public-records', 'list', filter],
    queryFn: ({ pageParam }) =>
      answer(api.GET('/api/v1/public-records', { params: { query: { ...filter, ...after(pageParam), limit: 30 } } })),
    initialPageParam: FIRST_PAGE,
    getNextPageParam: (page) => page.next_cursor,
    placeholderData: keepPreviousData,
  });

export const publicRecordQuery = (id: string) =>
  queryOptions({
    queryKey: ['public-records', 'one', id],
    queryFn: () => answer(api.GET('/api/v1/public-records/{record_id}', { params: { path: { record_id: id } } })),
  });

/** Sites to report for or to narrow by, as far as the person may know of them. */
export const sitesQuery = (q: string) =>
  queryOptions({
    queryKey: ['projects', 'lookup', q],
    queryFn: () => answer(api.GET('/api/v1/projects', { params: { query: { ...(q ? { q } : {}), limit: 20 } } })),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });

/** People who can look after a corrective action. */
export const ownersQuery = (ref: string, q: string) =>
  queryOptions({
    queryKey: ['people-to-name', ref, q],
    queryFn: () =>
      answer(api.GET('/api/v1/documents/{ref}/people-to-name', { params: { path: { ref }, query: q ? { q } : {} } })),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });

/** After a change: the page shows what the server answered; lists, board and document are asked for anew. */
export function incidentChanged(incident?: IncidentView): void {
  if (incident) {
    for (const ref of [incident.id, incident.code]) queryClient.setQueryData(incidentQuery(ref).queryKey, incident);
  }
  const stale = (queryKey: readonly unknown[]) => queryKey[1] !== 'similar' && (!incident || queryKey[1] !== 'one');
  void queryClient.invalidateQueries({ queryKey: ['incidents'], predicate: ({ queryKey }) => stale(queryKey) });
  void queryClient.invalidateQueries({ queryKey: ['documents'] });
}
