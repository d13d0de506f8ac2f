import createClient, { type Middleware } from 'openapi-fetch';
import { randomId } from '@/lib/ids';
import { confirmPerson, needsConfirmation } from './confirmation';
import { noConnection, problemOf } from './problem';
import type { paths } from './schema';
import { currentToken, refresh } from './session';

const PAUSE_BEFORE_RETRY_MS = 1200;

function withToken(request: Request, token: string | null): Request {
  if (token !== null) request.headers.set('Authorization', `Bearer ${token}`);
  return request;
}

/** Sends; a request that can be repeated without harm gets a second try when no answer came. */
async function send(request: Request): Promise<Response> {
  const again = request.headers.has('Idempotency-Key') ? request.clone() : null;
  try {
    return await fetch(request);
  } catch (cause) {
    if (request.signal.aborted) throw cause;
    if (again === null) throw noConnection();
  }
  await new Promise((resume) => setTimeout(resume, PAUSE_BEFORE_RETRY_MS));
  try {
    return await fetch(again);
  } catch {
    throw noConnection();
  }
}

/** Sends as the person signed in; what the server wants confirmed is sent again once the password was right. */
export async function sendSigned(request: Request): Promise<Response> {
  const again = request.method === 'GET' ? null : request.clone();
  const response = await sendRenewed(request);
  if (again === null || !(await needsConfirmation(response)) || !(await confirmPerson())) return response;
  return sendRenewed(again);
}

/** A token refused as too old is renewed once. */
async function sendRenewed(request: Request): Promise<Response> {
  const token = await currentToken();
  const spare = request.clone();
  const response = await send(withToken(request, token));
  if (response.status !== 401 || token === null || !(await refresh())) return response;
  return send(withToken(spare, await currentToken()));
}

const manners: Middleware = {
  onRequest({ request }) {
    if (request.method === 'POST' && !request.headers.has('Idempotency-Key')) {
      request.headers.set('Idempotency-Key', randomId());
    }
    return request;
  },
  async onResponse({ response }) {
    if (!response.ok) throw await problemOf(response);
  },
};

/** The typed client of the server's API. Refusals are thrown as Problem. */
export const api = createClient<paths>({ fetch: sendSigned, credentials: 'same-origin' });
api.use(manners);

/** The body of an answer; `api` has thrown when there is none to give. */
export async function answer<T>(call: Promise<{ data?: T }>): Promise<T> {
  const { data } = await call;
  return data as T;
}

/** The header that says which version a change rests on. */
export function ifMatch(version: number): { 'If-Match': string } {
  return { 'If-Match': `"v${version}"` };
}

/**
 * The body of a change. The server leaves alone what is absent, which its description of the body cannot say.
 */
export function changeOf<T extends object>(fields: Partial<T>): T {
  return fields as T;
}
