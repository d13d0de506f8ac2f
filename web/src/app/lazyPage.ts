import { lazyRouteComponent } from '@tanstack/react-router';
import { noConnection } from '@/api/problem';

const KEY = 'mks.reloaded_at';
const PAUSE_MS = 30_000;

/**
 * A page whose code is loaded when it is first opened. Without a connection that fails in words, with a way to try
 * again; after an upgrade, when the server no longer has this part, everything is loaded anew.
 */
export function lazyPage<T extends Record<string, unknown>, K extends keyof T & string>(
  load: () => Promise<T>,
  name: K,
) {
  return lazyRouteComponent(() => load().catch(explain), name);
}

/** Whether the server can be reached now; asks it, since a browser that thinks it is online may be in a tunnel. */
export async function serverAnswers(): Promise<boolean> {
  if (!navigator.onLine) return false;
  return fetch('/api/v1/health', { cache: 'no-store' }).then(
    (response) => response.ok,
    () => false,
  );
}

async function explain(cause: unknown): Promise<never> {
  if (!(await serverAnswers())) throw noConnection();
  const last = Number(sessionStorage.getItem(KEY) ?? 0);
  // Not again and again: a part that stays away is shown as an error.
  if (Date.now() - last > PAUSE_MS) {
    sessionStorage.setItem(KEY, String(Date.now()));
    location.reload();
  }
  throw cause;
}
