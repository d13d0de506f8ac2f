/**
 * The session of this tab. The access token lives in memory alone; the refresh token is a cookie that no script can
 * read. Tabs of one browser share news: one renews, all carry on; one signs out, all are signed out.
 */
import { createStore } from '@/lib/store';
import { createChannel } from './channel';
import { noConnection, problemOf } from './problem';
import type { SignedIn } from './types';

export type SessionState =
  | { status: 'unknown' }
  | { status: 'out'; reason: 'never' | 'ended' | 'left' }
  | { status: 'in'; token: string; renewAt: number; next: SignedIn['next'] };

/** A token this close to its end is renewed before it is used, so that the server need not refuse it. */
const MARGIN_MS = 30_000;
const LOCK = 'mks.refresh';

export const session = createStore<SessionState>({ status: 'unknown' });
const meetings = new Set<(signedIn: SignedIn) => void>();
const channel = createChannel((message) => {
  if (message.kind === 'left') leave(message.reason);
  else take(message.signedIn);
});

/** Calls back with every answer that carries a fresh `me`. */
export function onSignedIn(listener: (signedIn: SignedIn) => void): void {
  meetings.add(listener);
}

function take(signedIn: SignedIn): void {
  session.set({
    status: 'in',
    token: signedIn.access_token,
    renewAt: Date.now() + signedIn.expires_in * 1000 - MARGIN_MS,
    next: signedIn.next,
  });
  meetings.forEach((listener) => listener(signedIn));
}

function leave(reason: 'ended' | 'left'): void {
  session.set({ status: 'out', reason });
}

/** Takes over what a sign-in or a change of password answered, here and in the other tabs. */
export function accept(signedIn: SignedIn): void {
  take(signedIn);
  channel.post({ kind: 'renewed', signedIn });
}

function csrfToken(): string | null {
  const found = document.cookie.split('; ').find((pair) => pair.startsWith('mks_csrf='));
  return found ? decodeURIComponent(found.slice('mks_csrf='.length)) : null;
}

async function post(path: string, csrf: string): Promise<Response> {
  try {
    return await fetch(path, { method: 'POST', headers: { 'X-CSRF-Token': csrf }, credentials: 'same-origin' });
  } catch {
    throw noConnection();
  }
}

async function renew(tokenBefore: string | null): Promise<boolean> {
  const now = session.get();
  // Another tab was faster while this one waited for the lock.
  if (now.status === 'in' && now.token !== tokenBefore) return true;
  const csrf = csrfToken();
  if (csrf === null) return end(now, 'never');
  let response = await post('/api/v1/auth/refresh', csrf);
  // The two cookies belong together; another tab may have been given new ones between reading and sending.
  const csrfNow = csrfToken();
  if (response.status === 403 && csrfNow !== null && csrfNow !== csrf)
    response = await post('/api/v1/auth/refresh', csrfNow);
  if (response.ok) {
    accept((await response.json()) as SignedIn);
    return true;
  }
  const problem = await problemOf(response);
  if (problem.status !== 401 && problem.status !== 403) throw problem;
  return end(now, 'ended');
}

function end(before: SessionState, reason: 'never' | 'ended'): false {
  // Without it the next page load asks in vain whether there still is a session.
  document.cookie = 'mks_csrf=; Path=/; Max-Age=0; SameSite=Strict';
  if (before.status === 'in') channel.post({ kind: 'left', reason: 'ended' });
  session.set({ status: 'out', reason: before.status === 'in' ? 'ended' : reason });
  return false;
}

let running: Promise<boolean> | null = null;

/**
 * Renews the session once, however many callers ask at a time, and one tab after the other. True when there is a
 * token afterwards; false when the person must sign in; a Problem when the server could not be asked.
 */
export function refresh(): Promise<boolean> {
  const now = session.get();
  const tokenBefore = now.status === 'in' ? now.token : null;
  // navigator.locks exists on HTTPS and localhost only; elsewhere the server's grace covers two tabs at once.
  const locks = navigator.locks as LockManager | undefined;
  running ??= (locks ? locks.request(LOCK, () => renew(tokenBefore)) : renew(tokenBefore)).finally(() => {
    running = null;
  });
  return running;
}

/** True when a person is signed in, asking the server if this tab does not know yet. */
export async function ensureSession(): Promise<boolean> {
  const now = session.get();
  if (now.status === 'unknown') return refresh();
  return now.status === 'in';
}

/** A token that is good for the next seconds, or null when nobody is signed in. */
export async function currentToken(): Promise<string | null> {
  const now = session.get();
  if (now.status !== 'in') return null;
  if (Date.now() >= now.renewAt) await refresh();
  const then = session.get();
  return then.status === 'in' ? then.token : null;
}

/** Signs out in every tab. When the server cannot be reached this throws and the person stays signed in. */
export async function signOut(): Promise<void> {
  const csrf = csrfToken();
  if (csrf !== null) {
    const response = await post('/api/v1/auth/logout', csrf);
    if (!response.ok && response.status !== 401) throw await problemOf(response);
  }
  leave('left');
  channel.post({ kind: 'left', reason: 'left' });
}
