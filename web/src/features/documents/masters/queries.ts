import { queryOptions } from '@tanstack/react-query';
import { answer, api } from '@/api/client';
import type { components } from '@/api/schema';

type Schemas = components['schemas'];

export type Category = Schemas['CategoryView'];
export type WorkType = Schemas['WorkTypeView'];

/** What the entries of every master have in common. */
export interface Entry {
  code: string;
  name: string;
  position: number;
  archived_at: string | null;
  version: number;
}

/** What can become of an entry; what is absent stays. */
export interface EntryChange {
  name?: string;
  position?: number;
  archived?: boolean;
}

/** The categories of every kind, those no longer in use as well. */
export const allCategoriesQuery = queryOptions({
  queryKey: ['categories', 'all'],
  queryFn: () => answer(api.GET('/api/v1/categories', { params: { query: { archived: true } } })),
});

/** Every work type, those no longer in use as well. */
export const allWorkTypesQuery = queryOptions({
  queryKey: ['work-types', 'all'],
  queryFn: () => answer(api.GET('/api/v1/work-types', { params: { query: { archived: true } } })),
});
