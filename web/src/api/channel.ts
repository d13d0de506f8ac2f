import type { SignedIn } from './types';

export type TabNews = { kind: 'renewed'; signedIn: SignedIn } | { kind: 'left'; reason: 'ended' | 'left' };

/** News between the tabs of one browser; without BroadcastChannel each tab stands alone. */
export function createChannel(hear: (news: TabNews) => void): { post: (news: TabNews) => void } {
  if (typeof BroadcastChannel === 'undefined') return { post: () => undefined };
  const channel = new BroadcastChannel('mks.session');
  channel.onmessage = (event: MessageEvent<TabNews>) => hear(event.data);
  return { post: (news) => channel.postMessage(news) };
}
