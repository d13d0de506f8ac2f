/**
 * Notices as they come. One tab of the browser holds the stream and tells the others; when it closes, another takes
 * over. While there is no stream the count is asked for every minute, as it always is.
 */
import { meQuery } from './me';
import { queryClient } from './queryClient';
import { currentToken } from './session';

const LOCK = 'mks.live';
const SECONDS = 600;
const QUIET_MS = 2000;
const STEP_MS = 250;
const FIRST_WAIT_MS = 3000;
const MOST_WAIT_MS = 60_000;

interface News {
  unread: number;
}

/** Follows until the returned function is called. */
export function followNotices(): () => void {
  const locks = navigator.locks as LockManager | undefined;
  // Without locks (plain HTTP) every tab would hold a connection of the few that a browser allows.
  if (!locks || typeof BroadcastChannel === 'undefined') return () => undefined;
  const stop = new AbortController();
  const channel = new BroadcastChannel(LOCK);
  channel.onmessage = (event: MessageEvent<News>) => take(event.data);
  const tell = (news: News) => {
    take(news);
    channel.postMessage(news);
  };
  void locks.request(LOCK, { signal: stop.signal }, () => follow(tell, stop.signal)).catch(() => undefined);
  return () => {
    stop.abort();
    channel.close();
  };
}

function take({ unread }: News): void {
  const me = queryClient.getQueryData(meQuery.queryKey);
  if (!me || me.unread_notices === unread) return;
  queryClient.setQueryData(meQuery.queryKey, { ...me, unread_notices: unread });
  void queryClient.invalidateQueries({ queryKey: ['notices'] });
}

async function follow(tell: (news: News) => void, signal: AbortSignal): Promise<void> {
  let wait = FIRST_WAIT_MS;
  while (!signal.aborted) {
    await quiet(signal);
    if (signal.aborted) return;
    const heard = await read(tell, signal).catch(() => false);
    wait = heard ? FIRST_WAIT_MS : Math.min(wait * 2, MOST_WAIT_MS);
    if (!heard) await pause(wait, signal);
  }
}

/** Reads one stream to its end; whether anything was heard. */
async function read(tell: (news: News) => void, signal: AbortSignal): Promise<boolean> {
  const token = await currentToken();
  if (token === null) return false;
  const address = `/api/v1/notices/stream?seconds=${SECONDS}`;
  const response = await fetch(address, { headers: { Authorization: `Bearer ${token}` }, signal });
  if (!response.ok || response.body === null) return false;
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  let heard = false;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return heard;
    const events = (rest + value).split('\n\n');
    rest = events.pop() ?? '';
    for (const event of events) {
      heard = true;
      const [, name, data] = /^event: (\w+)\ndata: (.*)$/.exec(event) ?? [];
      if (name === 'unread' && data) tell(JSON.parse(data) as News);
      // The session may be over: whatever is asked next finds out, and the person is told.
      if (name === 'end') void queryClient.invalidateQueries({ queryKey: meQuery.queryKey });
    }
  }
}

/** Until the page has nothing more to load, so that the stream takes no connection from what people wait for. */
async function quiet(signal: AbortSignal): Promise<void> {
  for (let calm = 0; calm < QUIET_MS && !signal.aborted;) {
    await pause(STEP_MS, signal);
    calm = queryClient.isFetching() === 0 && navigator.onLine ? calm + STEP_MS : 0;
  }
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resume) => {
    const timer = setTimeout(resume, milliseconds);
    signal.addEventListener(
      'abort',
      () => {
        clearTimeout(timer);
        resume();
      },
      { once: true },
    );
  });
}
