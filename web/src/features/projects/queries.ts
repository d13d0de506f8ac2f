import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { answer, api } from '@/api/client';
import type { components } from '@/api/schema';

type Schemas = components['schemas'];

export type Project = Schemas['ProjectView'];
export type ProjectRow = Schemas['ProjectRow'];
export type Member = Schemas['MemberView'];
export type Milestone = Schemas['MilestoneView'];
export type MilestoneState = Milestone['state'];
export type MemberRole = Member['role'];
export type ProjectChange = Schemas['ChangeProject'];
export type CompanyPlace = Schemas['CompanyPlace'];
export type ProjectStatus = ProjectRow['status'];

export const STATUSES = ['planning', 'in_progress', 'suspended', 'completed', 'archived'] as const;
export const MILESTONE_STATES = ['planned', 'in_progress', 'reached'] as const;
export const ROLES = ['manager', 'staff', 'safety', 'quality', 'expert', 'partner'] as const;

export interface ProjectFilter {
  q?: string;
  status?: ProjectStatus | 'live';
  work_type?: string;
  mine?: boolean;
}

const FIRST_PAGE = null as string | null;
const after = (cursor: string | null) => (cursor === null ? {} : { cursor });

export const projectsQuery = (filter: ProjectFilter) =>
  infiniteQueryOptions({
    queryKey: ['projects', 'list', filter],
    queryFn: ({ pageParam }) =>
      answer(api.GET('/api/v1/projects', { params: { query: { ...filter, ...after(pageParam), limit: 50 } } })),
    initialPageParam: FIRST_PAGE,
    getNextPageParam: (page) => page.next_cursor,
    placeholderData: keepPreviousData,
  });

export const projectQuery = (id: string) =>
  queryOptions({
    queryKey: ['projects', 'one', id],
    queryFn: () => answer(api.GET('/api/v1/projects/{project_id}', { params: { path: { project_id: id } } })),
  });

/** What is in force on a site, the latest first: a few of all kinds, or of one. */
export const siteDocumentsQuery = (id: string, kind?: string) =>
  queryOptions({
    queryKey: ['documents', 'of-site', id, kind ?? 'all'],
    queryFn: () =>
      answer(api.GET('/api/v1/documents', { params: { query: { project: id, limit: 5, ...(kind ? { kind } : {}) } } })),
  });

export const workTypesQuery = queryOptions({
  queryKey: ['work-types'],
  queryFn: () => answer(api.GET('/api/v1/work-types')),
  staleTime: 5 * 60_000,
});

/** People who can become members, to choose from while typing. */
export const peopleToAddQuery = (id: string, q: string) =>
  queryOptions({
    queryKey: ['projects', 'people-to-add', id, q],
    queryFn: () =>
      answer(
        api.GET('/api/v1/projects/{project_id}/people-to-add', {
          params: { path: { project_id: id }, query: q ? { q } : {} },
        }),
      ),
    placeholderData: keepPreviousData,
  });

/** Companies that can be put into the project, to choose from while typing. */
export const companiesToAddQuery = (id: string, q: string) =>
  queryOptions({
    queryKey: ['projects', 'companies-to-add', id, q],
    queryFn: () =>
      answer(
        api.GET('/api/v1/projects/{project_id}/companies-to-add', {
          params: { path: { project_id: id }, query: q ? { q } : {} },
        }),
      ),
    placeholderData: keepPreviousData,
  });
