import { infiniteQueryOptions, keepPreviousData, queryOptions, useMutation } from '@tanstack/react-query';
import { answer, api } from '@/api/client';
import { save } from '@/api/download';
import { asProblem, type Problem } from '@/api/problem';
import { queryClient } from '@/api/queryClient';
import type { components } from '@/api/schema';
import { showToast } from '@/ui/toastStore';

type Schemas = components['schemas'];

export type Row = Schemas['DistributionRow'];
export type Distribution = Schemas['DistributionView'];
export type Receipt = Schemas['ReceiptRow'];
export type Tally = Schemas['Tally'];
export type MustRead = Schemas['MustRead'];
export type Card = Schemas['MustReadCard'];
export type Target = Schemas['Target'];
export type TargetView = Schemas['TargetView'];
export type Question = Omit<Schemas['Question'], 'choices'> & { choices: string[] };
export type Preview = Schemas['AudiencePreview'];
export type Choices = Schemas['AudienceChoices'];
export type Group = Schemas['GroupView'];
export type Template = Schemas['TemplateView'];
export type Box = 'mine' | 'all';
export type Standing = 'all' | 'open' | 'done' | 'late' | 'scheduled' | 'cancelled';
export type Stands = 'all' | 'unopened' | 'unconfirmed' | 'confirmed' | 'late' | 'unclear';

export const STANDINGS = ['all', 'open', 'late', 'done', 'scheduled', 'cancelled'] as const;
export const STANDS = ['all', 'unopened', 'unconfirmed', 'confirmed', 'late', 'unclear'] as const;

const FIRST_PAGE = null as string | null;
const after = (cursor: string | null) => (cursor === null ? {} : { cursor });

export const distributionsQuery = (box: Box, standing: Standing) =>
  infiniteQueryOptions({
    queryKey: ['distributions', 'list', box, standing],
    queryFn: ({ pageParam }) =>
      answer(api.GET('/api/v1/distributions', { params: { query: { box, standing, ...after(pageParam) } } })),
    initialPageParam: FIRST_PAGE,
    getNextPageParam: (page) => page.next_cursor,
    placeholderData: keepPreviousData,
  });

export const figuresQuery = queryOptions({
  queryKey: ['distributions', 'figures'],
  queryFn: () => answer(api.GET('/api/v1/distributions/figures')),
});

export type Figure = 'within_48h' | 'slow' | 'confirmed_late' | 'overdue';

export const figureQuery = (which: Figure) =>
  infiniteQueryOptions({
    queryKey: ['distributions', 'figure', which],
    queryFn: ({ pageParam }) =>
      answer(api.GET('/api/v1/distributions/figures/receipts', { params: { query: { which, ...after(pageParam) } } })),
    initialPageParam: FIRST_PAGE,
    getNextPageParam: (page) => page.next_cursor,
  });

export const distributionQuery = (id: string) =>
  queryOptions({
    queryKey: ['distributions', 'one', id],
    queryFn: () =>
      answer(api.GET('/api/v1/distributions/{distribution_id}', { params: { path: { distribution_id: id } } })),
    // The worker reaches the people a moment after it was asked to.
    refetchInterval: ({ state }) => (state.data?.row.state === 'sending' ? 1500 : false),
  });

export interface Narrowed {
  stands: Stands;
  project: string | undefined;
  q: string | undefined;
}

export const receiptsQuery = (id: string, { stands, project, q }: Narrowed) =>
  infiniteQueryOptions({
    queryKey: ['distributions', 'receipts', id, stands, project, q],
    queryFn: ({ pageParam }) =>
      answer(
        api.GET('/api/v1/distributions/{distribution_id}/receipts', {
          params: {
            path: { distribution_id: id },
            query: { stands, ...(project ? { project } : {}), ...(q ? { q } : {}), ...after(pageParam) },
          },
        }),
      ),
    initialPageParam: FIRST_PAGE,
    getNextPageParam: (page) => page.next_cursor,
    placeholderData: keepPreviousData,
  });

export const ofDocumentQuery = (ref: string) =>
  queryOptions({
    queryKey: ['distributions', 'document', ref],
    queryFn: () => answer(api.GET('/api/v1/documents/{ref}/distributions', { params: { path: { ref } } })),
  });

export const questionsQuery = (ref: string) =>
  queryOptions({
    queryKey: ['distributions', 'questions', ref],
    queryFn: () => answer(api.GET('/api/v1/documents/{ref}/receipt-questions', { params: { path: { ref } } })),
  });

export const cardsQuery = (ref: string) =>
  queryOptions({
    queryKey: ['must-reads', 'document', ref],
    queryFn: () => answer(api.GET('/api/v1/documents/{ref}/must-reads', { params: { path: { ref } } })),
  });

export const mustReadsQuery = (done: boolean) =>
  infiniteQueryOptions({
    queryKey: ['must-reads', 'list', done],
    queryFn: ({ pageParam }) =>
      answer(api.GET('/api/v1/must-reads', { params: { query: { done, ...after(pageParam) } } })),
    initialPageParam: FIRST_PAGE,
    getNextPageParam: (page) => page.next_cursor,
    placeholderData: keepPreviousData,
  });

export const choicesQuery = (q: string) =>
  queryOptions({
    queryKey: ['distributions', 'choices', q],
    queryFn: () => answer(api.GET('/api/v1/distributions/choices', { params: { query: q ? { q } : {} } })),
    placeholderData: keepPreviousData,
  });

export const groupsQuery = queryOptions({
  queryKey: ['distributions', 'groups'],
  queryFn: () => answer(api.GET('/api/v1/distribution-groups')),
});

export const templatesQuery = queryOptions({
  queryKey: ['distributions', 'templates'],
  queryFn: () => answer(api.GET('/api/v1/distribution-templates')),
});

export const rulesQuery = queryOptions({
  queryKey: ['distributions', 'rules'],
  queryFn: () => answer(api.GET('/api/v1/distribution-rules')),
});

export const planQuery = (id: string, project: string | undefined) =>
  queryOptions({
    queryKey: ['distributions', 'plan', id, project],
    queryFn: () =>
      answer(
        api.GET('/api/v1/distributions/{distribution_id}/meeting-plan', {
          params: { path: { distribution_id: id }, query: project ? { project } : {} },
        }),
      ),
    placeholderData: keepPreviousData,
  });

interface Verb<Input, Output> {
  run: (input: Input) => Promise<Output>;
  done?: string;
  onDone?: (output: Output) => void;
}

/** Something sent, read or asked: everything that shows distributions is asked for anew. */
export function useDistributionVerb<Input = void, Output = unknown>({ run, done, onDone }: Verb<Input, Output>) {
  const refresh = () => {
    void queryClient.invalidateQueries({ queryKey: ['distributions'] });
    void queryClient.invalidateQueries({ queryKey: ['must-reads'] });
  };
  const mutation = useMutation({
    mutationFn: run,
    onSuccess: (output) => {
      refresh();
      if (done) showToast(done);
      onDone?.(output);
    },
    onError: (cause) => {
      // Somebody was quicker, or the text has changed: what is on the screen is old.
      if ([404, 409, 412].includes(asProblem(cause).status)) {
        refresh();
        void queryClient.invalidateQueries({ queryKey: ['documents'] });
      }
    },
  });
  const problem: Problem | null = mutation.error ? asProblem(mutation.error) : null;
  return { ...mutation, problem };
}

/** A proof as PDF: it is made first, so that a refusal is told here, and then kept by the browser as a file. */
export async function takePdf(address: () => Promise<{ url: string; name: string }>, making: string): Promise<void> {
  showToast(making);
  try {
    const { url, name } = await address();
    save(url, name);
  } catch (cause) {
    const { title, detail } = asProblem(cause);
    showToast(detail || title, { tone: 'danger', ...(detail ? { title } : {}) });
  }
}
