import { queryOptions } from '@tanstack/react-query';
import { answer, api } from '@/api/client';
import type { components } from '@/api/schema';

export type Phase = components['schemas']['EditionRow']['phase'];
export type HistoryNote = components['schemas']['HistoryNote'];

/** The editions of a document, the newest first, and what is told of the time before them. */
export const editionsQuery = (ref: string) =>
  queryOptions({
    queryKey: ['documents', 'editions', ref],
    queryFn: () => answer(api.GET('/api/v1/documents/{ref}/editions', { params: { path: { ref } } })),
  });

/** One edition with its text. */
export const editionQuery = (ref: string, id: string) =>
  queryOptions({
    queryKey: ['documents', 'edition', ref, id],
    queryFn: () =>
      answer(api.GET('/api/v1/documents/{ref}/editions/{edition_id}', { params: { path: { ref, edition_id: id } } })),
  });
