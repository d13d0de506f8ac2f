import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { answer, api } from '@/api/client';
import type { components } from '@/api/schema';

export type CompareBlock = components['schemas']['CompareBlock'];

/** Two texts of a document, part by part; each side is an edition's id, or `draft`. */
export const comparisonQuery = (ref: string, from: string, to: string) =>
  queryOptions({
    queryKey: ['documents', 'comparison', ref, from, to],
    queryFn: () =>
      answer(api.GET('/api/v1/documents/{ref}/compare', { params: { path: { ref }, query: { from, to } } })),
    placeholderData: keepPreviousData,
  });
