import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { answer, api } from '@/api/client';
import type { components } from '@/api/schema';

export type CompareBlock = components['schemas']['CompareBlock'];

/** Two texts of a document, part by part, or what differs alone; each side is an edition's id, or `draft`. */
export const comparisonQuery = (ref: string, from: string, to: string, changed: boolean) =>
  queryOptions({
    queryKey: ['documents', 'comparison', ref, from, to, changed],
    queryFn: () =>
      answer(api.GET('/api/v1/documents/{ref}/compare', { params: { path: { ref }, query: { from, to, changed } } })),
    placeholderData: keepPreviousData,
  });
