import { queryOptions } from '@tanstack/react-query';
import { answer, api } from '@/api/client';

/** The sites a person may choose from. */
export const projectsToChooseQuery = queryOptions({
  queryKey: ['projects', 'choices'],
  queryFn: async () => {
    const { items } = await answer(api.GET('/api/v1/projects', { params: { query: { limit: 200 } } }));
    return items.map(({ id, code, name }) => ({ value: id, label: `${code} ${name}` }));
  },
  staleTime: 5 * 60_000,
});
