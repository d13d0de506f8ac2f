/**
 * Tells the server about errors of this page. Nothing a person typed leaves the browser: addresses lose their query,
 * messages lose whatever looks like an address, a token or a number, and everything is cut short.
 */

export type ErrorKind = 'error' | 'unhandled_rejection' | 'render';

export interface Report {
  kind: ErrorKind;
  message: string;
  stack: string | null;
  page: string;
  user_agent: string | null;
  release: string | null;
}

const ADDRESS = '/api/v1/client-errors';
const PER_MINUTE = 5;
const MESSAGE_LIMIT = 500;
const STACK_LIMIT = 4000;

export function scrub(text: string): string {
  return text
    .replace(/[\w.+-]+@[\w-]+\.[\w.]+/g, '[mail]')
    .replace(/\beyJ[\w-]+\.[\w-]+\.[\w-]*/g, '[token]')
    .replace(/(https?:\/\/[^\s?#)]+)[?#][^\s):]*/g, '$1')
    .replace(/\d{7,}/g, '[number]')
    .replace(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]{2,}/gu, '[text]');
}

/** Lets a report through at most five times a minute, and each message only once a minute. */
export function createGate(now: () => number): (message: string) => boolean {
  let sent: { message: string; at: number }[] = [];
  return (message) => {
    sent = sent.filter((entry) => now() - entry.at < 60_000);
    if (sent.length >= PER_MINUTE || sent.some((entry) => entry.message === message)) return false;
    sent.push({ message, at: now() });
    return true;
  };
}

const mayPass = createGate(() => Date.now());

function describe(cause: unknown): { message: string; stack: string | null } {
  if (cause instanceof Error) return { message: `${cause.name}: ${cause.message}`, stack: cause.stack ?? null };
  return { message: String(cause), stack: null };
}

export function reportError(kind: ErrorKind, cause: unknown, release: string | null = null): void {
  const { message, stack } = describe(cause);
  const clean = scrub(message).slice(0, MESSAGE_LIMIT);
  if (!mayPass(clean)) return;
  const report: Report = {
    kind,
    message: clean,
    stack: stack === null ? null : scrub(stack).slice(0, STACK_LIMIT),
    page: location.pathname,
    user_agent: navigator.userAgent.slice(0, 300),
    release,
  };
  // Reporting never troubles the person: without a connection the report is dropped.
  void fetch(ADDRESS, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    credentials: 'omit',
    keepalive: true,
    body: JSON.stringify(report),
  }).catch(() => undefined);
}

/** From now on, errors that nobody caught are reported. */
export function watchForErrors(release: string): void {
  window.addEventListener('error', (event) => reportError('error', event.error ?? event.message, release));
  window.addEventListener('unhandledrejection', (event) => reportError('unhandled_rejection', event.reason, release));
}
