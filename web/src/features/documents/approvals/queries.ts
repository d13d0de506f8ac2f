import { infiniteQueryOptions, keepPreviousData, queryOptions, useMutation } from '@tanstack/react-query';
import { answer, api } from '@/api/client';
import { asProblem, type Problem } from '@/api/problem';
import { queryClient } from '@/api/queryClient';
import type { components } from '@/api/schema';
import { showToast } from '@/ui/toastStore';

type Schemas = components['schemas'];

export type Request = Schemas['RequestView'];
export type RequestRow = Schemas['RequestRow'];
export type StageView = Schemas['StageView'];
export type Step = Schemas['ApprovalStepView'];
export type EarlierRequest = Schemas['EarlierRequest'];
export type Deputies = Schemas['DeputyList'];
export type RequestState = Request['state'];
export type Box = 'waiting' | 'asked' | 'decided';

export const BOXES = ['waiting', 'asked', 'decided'] as const;

const FIRST_PAGE = null as string | null;

export const requestsQuery = (box: Box) =>
  infiniteQueryOptions({
    queryKey: ['approvals', 'list', box],
    queryFn: ({ pageParam }) =>
      answer(
        api.GET('/api/v1/approvals', {
          params: { query: { box, ...(pageParam === null ? {} : { cursor: pageParam }) } },
        }),
      ),
    initialPageParam: FIRST_PAGE,
    getNextPageParam: (page) => page.next_cursor,
    placeholderData: keepPreviousData,
  });

export const requestQuery = (id: string) =>
  queryOptions({
    queryKey: ['approvals', 'one', id],
    queryFn: () => answer(api.GET('/api/v1/approvals/{request_id}', { params: { path: { request_id: id } } })),
  });

export const documentRequestsQuery = (ref: string) =>
  queryOptions({
    queryKey: ['approvals', 'document', ref],
    queryFn: () => answer(api.GET('/api/v1/documents/{ref}/approvals', { params: { path: { ref } } })),
  });

export interface Routed {
  kind: string;
  importance: RequestRow['importance'];
  category: string | null;
  project: string | null;
}

/** Which route such a document would take now, and why. */
export const routeQuery = ({ kind, importance, category, project }: Routed) =>
  queryOptions({
    queryKey: ['approvals', 'preview', kind, importance, category, project],
    queryFn: () =>
      answer(
        api.GET('/api/v1/approval-routes/preview', {
          params: {
            query: {
              kind,
              importance,
              ...(category === null ? {} : { category }),
              ...(project === null ? {} : { project }),
            },
          },
        }),
      ),
  });

export const deputiesQuery = queryOptions({
  queryKey: ['approvals', 'deputies'],
  queryFn: () => answer(api.GET('/api/v1/approval-deputies')),
});

interface Verb<Input> {
  run: (input: Input) => Promise<unknown>;
  done?: string;
  onDone?: () => void;
}

/** Something decided or asked: everything that shows approvals and documents is asked for anew. */
export function useApprovalVerb<Input = void>({ run, done, onDone }: Verb<Input>) {
  const refresh = () => {
    void queryClient.invalidateQueries({ queryKey: ['approvals'] });
    void queryClient.invalidateQueries({ queryKey: ['documents'] });
  };
  const mutation = useMutation({
    mutationFn: run,
    onSuccess: () => {
      refresh();
      if (done) showToast(done);
      onDone?.();
    },
    onError: (cause) => {
      // Somebody was quicker: what is on the screen is old.
      if ([404, 409, 412].includes(asProblem(cause).status)) refresh();
    },
  });
  const problem: Problem | null = mutation.error ? asProblem(mutation.error) : null;
  return { ...mutation, problem };
}
