import { queryOptions, useSuspenseQuery } from '@tanstack/react-query';
import { answer, api } from './client';
import { queryClient } from './queryClient';
import { onSignedIn } from './session';
import type { Me } from './types';

export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: () => answer(api.GET('/api/v1/auth/me')),
  staleTime: 60_000,
  refetchInterval: 60_000,
});

onSignedIn(({ me }) => {
  const before = queryClient.getQueryData(meQuery.queryKey);
  // Another person at the same browser sees nothing of the one before.
  if (before && before.id !== me.id) queryClient.clear();
  queryClient.setQueryData(meQuery.queryKey, me);
});

/** The person signed in; only below the routes that ask for a session. */
export function useMe(): Me {
  return useSuspenseQuery(meQuery).data;
}

/** Whether the person signed in holds a right, in whatever scope. Buttons of a record follow its own `can`. */
export function useMay(): (right: string) => boolean {
  const { rights } = useMe();
  return (right) => rights.some((grant) => grant.right === right);
}
