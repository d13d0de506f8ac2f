import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { answer, api } from '@/api/client';

export type PersonState = 'active' | 'disabled' | 'all';
export type CompanyKind = 'own' | 'partner' | 'client';

export interface PeopleFilter {
  q?: string;
  role?: string;
  company_id?: string;
  state?: PersonState;
}

export interface CompanyFilter {
  q?: string;
  kind?: CompanyKind;
}

const FIRST_PAGE = null as string | null;
const after = (cursor: string | null) => (cursor === null ? {} : { cursor });
const next = (page: { next_cursor: string | null }) => page.next_cursor;

export const peopleQuery = (filter: PeopleFilter) =>
  infiniteQueryOptions({
    queryKey: ['people', 'list', filter],
    queryFn: ({ pageParam }) =>
      answer(api.GET('/api/v1/people', { params: { query: { ...filter, ...after(pageParam), limit: 50 } } })),
    initialPageParam: FIRST_PAGE,
    getNextPageParam: next,
    placeholderData: keepPreviousData,
  });

export const personQuery = (id: string) =>
  queryOptions({
    queryKey: ['people', 'one', id],
    queryFn: () => answer(api.GET('/api/v1/people/{person_id}', { params: { path: { person_id: id } } })),
  });

export const companiesQuery = (filter: CompanyFilter) =>
  infiniteQueryOptions({
    queryKey: ['companies', 'list', filter],
    queryFn: ({ pageParam }) =>
      answer(api.GET('/api/v1/companies', { params: { query: { ...filter, ...after(pageParam), limit: 50 } } })),
    initialPageParam: FIRST_PAGE,
    getNextPageParam: next,
    placeholderData: keepPreviousData,
  });

export const companyQuery = (id: string) =>
  queryOptions({
    queryKey: ['companies', 'one', id],
    queryFn: () => answer(api.GET('/api/v1/companies/{company_id}', { params: { path: { company_id: id } } })),
  });

/** Companies to choose from while typing. */
export const companyChoicesQuery = (q: string) =>
  queryOptions({
    queryKey: ['companies', 'choices', q],
    queryFn: () =>
      answer(api.GET('/api/v1/companies', { params: { query: { ...(q ? { q } : {}), state: 'active', limit: 20 } } })),
    placeholderData: keepPreviousData,
  });

export const rolesQuery = queryOptions({
  queryKey: ['roles'],
  queryFn: () => answer(api.GET('/api/v1/roles')),
});

export const rightsQuery = queryOptions({
  queryKey: ['rights'],
  queryFn: () => answer(api.GET('/api/v1/rights')),
  staleTime: Infinity,
});

export const sessionsQuery = queryOptions({
  queryKey: ['sessions'],
  queryFn: () => answer(api.GET('/api/v1/auth/sessions')),
});
