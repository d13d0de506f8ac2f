import { QueryClient } from '@tanstack/react-query';
import { Problem } from './problem';

/** Only a lost connection and an overloaded server are worth a silent second try. */
export function worthRetrying(failures: number, cause: unknown): boolean {
  return failures < 2 && cause instanceof Problem && (cause.status === 0 || cause.status === 503);
}

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: { staleTime: 15_000, retry: worthRetrying, refetchOnWindowFocus: true },
    mutations: { retry: false, networkMode: 'always' },
  },
});
