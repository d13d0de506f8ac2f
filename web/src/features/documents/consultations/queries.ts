import { infiniteQueryOptions, keepPreviousData, queryOptions, useMutation } from '@tanstack/react-query';
import { answer, api, ifMatch } from '@/api/client';
import { asProblem, type Problem } from '@/api/problem';
import { queryClient } from '@/api/queryClient';
import type { components } from '@/api/schema';
import { showToast } from '@/ui/toastStore';

type Schemas = components['schemas'];

export type Consultation = Schemas['ConsultationView'];
export type ConsultationRow = Schemas['ConsultationRow'];
export type Clock = Schemas['ClockView'];
export type Post = Schemas['PostView'];
export type PostKind = Post['kind'];
export type Proposal = Schemas['Proposal'];
export type Priority = Consultation['priority'];
export type ExpertRow = Schemas['ExpertRow'];
export type ExpertProfile = Schemas['ExpertView'];

export const PRIORITIES = ['low', 'normal', 'high', 'urgent'] as const;
export const VIEWS = ['all', 'waiting', 'to_answer', 'asked', 'unassigned', 'late'] as const;
export type Whose = (typeof VIEWS)[number];

export type State = 'open' | 'assigned' | 'answered' | 'resolved' | 'cancelled';

export interface ConsultationFilter {
  q?: string;
  state?: State;
  priority?: Priority;
  specialty?: string;
  project?: string;
  whose?: Whose;
  answered_by?: string;
  sort?: 'due';
}

const FIRST_PAGE = null as string | null;

export const consultationsQuery = (filter: ConsultationFilter, limit = 50) =>
  infiniteQueryOptions({
    queryKey: ['consultations', 'list', filter, limit],
    queryFn: ({ pageParam }) =>
      answer(
        api.GET('/api/v1/consultations', {
          params: { query: { ...filter, ...(pageParam === null ? {} : { cursor: pageParam }), limit } },
        }),
      ),
    initialPageParam: FIRST_PAGE,
    getNextPageParam: (page) => page.next_cursor,
    placeholderData: keepPreviousData,
  });

export const consultationQuery = (ref: string) =>
  queryOptions({
    queryKey: ['consultations', 'one', ref],
    queryFn: () => answer(api.GET('/api/v1/consultations/{ref}', { params: { path: { ref } } })),
  });

export const proposalsQuery = (specialty: string) =>
  queryOptions({
    queryKey: ['consultations', 'proposals', specialty],
    queryFn: () =>
      answer(api.GET('/api/v1/consultations/proposals', { params: { query: specialty === '' ? {} : { specialty } } })),
    placeholderData: keepPreviousData,
  });

/** What is known already: knowledge, procedures and consultations that the words of the question find. */
export const knownQuery = (words: string) =>
  queryOptions({
    queryKey: ['search', 'known', words],
    queryFn: () =>
      answer(
        api.GET('/api/v1/search', {
          params: { query: { q: words, kind: ['knowledge', 'consultation', 'sop'], status: ['valid', 'revising'] } },
        }),
      ),
    enabled: words.length >= 2,
    placeholderData: keepPreviousData,
  });

export const expertsQuery = (filter: { q?: string; specialty?: string; available?: boolean }) =>
  queryOptions({
    queryKey: ['consultations', 'experts', filter],
    queryFn: () => answer(api.GET('/api/v1/experts', { params: { query: filter } })),
    placeholderData: keepPreviousData,
  });

export const expertQuery = (id: string) =>
  queryOptions({
    queryKey: ['consultations', 'expert', id],
    queryFn: () => answer(api.GET('/api/v1/experts/{person_id}', { params: { path: { person_id: id } } })),
  });

export const expertFormQuery = (id: string) =>
  queryOptions({
    queryKey: ['consultations', 'expert-form', id],
    queryFn: () => answer(api.GET('/api/v1/experts/{person_id}/profile', { params: { path: { person_id: id } } })),
    staleTime: 0,
    gcTime: 0,
  });

interface Verb<Input> {
  run: (input: Input) => Promise<unknown>;
  done?: string;
  onDone?: () => void;
}

function isConsultation(answered: unknown): answered is Consultation {
  return typeof answered === 'object' && answered !== null && 'question_html' in answered;
}

/** Something done to a consultation; its page shows what the server answered, everything else is asked for anew. */
export function useConsultationVerb<Input = void>({ run, done, onDone }: Verb<Input>) {
  const mutation = useMutation({
    mutationFn: run,
    onSuccess: (answered) => {
      void queryClient.invalidateQueries({ queryKey: ['consultations'] });
      void queryClient.invalidateQueries({ queryKey: ['documents'] });
      if (isConsultation(answered)) {
        for (const ref of [answered.id, answered.code]) {
          queryClient.setQueryData(consultationQuery(ref).queryKey, answered);
        }
      }
      if (done) showToast(done);
      onDone?.();
    },
    onError: (cause) => {
      // Somebody was quicker: what is on the screen is old.
      if (asProblem(cause).status === 412) void queryClient.invalidateQueries({ queryKey: ['consultations'] });
    },
  });
  const problem: Problem | null = mutation.error ? asProblem(mutation.error) : null;
  return { ...mutation, problem };
}

/** The address of one consultation and the version a move rests on. */
export const moved = ({ id, version }: Consultation) => ({
  params: { path: { ref: id } },
  headers: ifMatch(version),
});
