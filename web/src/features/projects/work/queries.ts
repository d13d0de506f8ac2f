import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { answer, api } from '@/api/client';
import type { components } from '@/api/schema';

type Schemas = components['schemas'];
export type Task = Schemas['TaskView'];
export type TaskState = Task['state'];
export type Progress = Schemas['ProgressView'];
export type HoursRow = Schemas['HoursRow'];

export const PRIORITIES = ['high', 'medium', 'low'] as const;
/** Where a task can go from a state, as the server has it. */
export const TASK_WAYS: Record<TaskState, readonly TaskState[]> = {
  pending: ['pending', 'in_progress', 'completed', 'cancelled'],
  in_progress: ['in_progress', 'completed', 'pending', 'cancelled'],
  completed: ['completed', 'in_progress'],
  cancelled: ['cancelled', 'pending'],
};

export const WHICH = ['open', 'late', 'mine', 'all'] as const;
export type Which = (typeof WHICH)[number];

/** How the server is asked for them, by the list and by its file alike. */
export const filterOf = (project: string, which: Which) =>
  which === 'mine' ? { project, mine: true, status: 'all' as const } : { project, status: which };

const FIRST_PAGE = null as string | null;

export const tasksQuery = (project: string, which: Which) =>
  infiniteQueryOptions({
    queryKey: ['projects', 'tasks', project, which],
    queryFn: ({ pageParam }) =>
      answer(
        api.GET('/api/v1/tasks', {
          params: {
            query: {
              ...filterOf(project, which),
              limit: 20,
              ...(pageParam === null ? {} : { cursor: pageParam }),
            },
          },
        }),
      ),
    initialPageParam: FIRST_PAGE,
    getNextPageParam: (page) => page.next_cursor,
    placeholderData: keepPreviousData,
  });

export const progressQuery = (project: string) =>
  queryOptions({
    queryKey: ['projects', 'progress', project],
    queryFn: () =>
      answer(api.GET('/api/v1/projects/{project_id}/progress', { params: { path: { project_id: project } } })),
  });

export const hoursQuery = (project: string) =>
  queryOptions({
    queryKey: ['projects', 'hours', project],
    queryFn: () =>
      answer(api.GET('/api/v1/projects/{project_id}/hours', { params: { path: { project_id: project } } })),
  });

/** What was typed as a whole percentage; NaN for anything else. */
export const percentOf = (typed: string): number => (/^(100|\d{1,2})$/.test(typed) ? Number(typed) : Number.NaN);
