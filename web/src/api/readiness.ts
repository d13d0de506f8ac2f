import { queryOptions } from '@tanstack/react-query';
import { noConnection, problemOf } from './problem';
import { currentToken } from './session';
import type { Readiness } from './types';

/**
 * Whether the system is fit for work, part by part. The server answers 503 when it is not, with the same body, so
 * this is asked for without the client that takes 503 for a refusal.
 */
async function ask(): Promise<Readiness> {
  const token = await currentToken();
  const response = await fetch('/api/v1/health/ready', {
    headers: token ? { Authorization: `Bearer ${token}` } : {},
  }).catch(() => {
    throw noConnection();
  });
  const copy = response.clone();
  const body = (await response.json().catch(() => null)) as Readiness | null;
  if (body && Array.isArray(body.checks)) return body;
  throw await problemOf(copy);
}

export const readiness = queryOptions({ queryKey: ['readiness'], queryFn: ask, refetchInterval: 30_000 });
