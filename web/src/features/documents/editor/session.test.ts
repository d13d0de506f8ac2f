import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { noConnection, Problem } from '@/api/problem';
import type { DraftView } from '../api';
import { EMPTY, type Content } from './content';
import { EditingSession } from './session';

const draft = (version: number, content: Partial<Content>): DraftView => ({
  document_id: 'd',
  exists: true,
  version,
  base_edition_id: null,
  content: { ...EMPTY, ...content },
  content_hash: '',
  updated_at: '2026-11-24T03:34:00Z',
  updated_by: null,
  writers: [],
  attachments: {},
});

/** A server as the session meets it: remembers what it was sent and answers what the test says. */
function opened(body = '本文') {
  const sent: [string, number | null][] = [];
  const answers: (() => DraftView)[] = [];
  const kept: string[] = [];
  const session = new EditingSession(
    {
      save: (content, version) => {
        sent.push([content.body, version]);
        const answer = answers.shift() ?? (() => draft((version ?? 0) + 1, content));
        return Promise.resolve().then(answer);
      },
      keep: ({ content }) => kept.push(content.body),
      drop: () => kept.splice(0),
    },
    draft(3, { body }),
    EMPTY,
  );
  return { session, sent, answers, kept, kind: () => session.state.get().save.kind };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('a text that was opened and not touched is never sent', async () => {
  const { session, sent } = opened();
  session.change({ body: '本文' });
  await vi.advanceTimersByTimeAsync(60_000);
  expect(await session.flush()).toBe(true);
  expect(sent).toEqual([]);
});

test('what is typed is kept at once, sent after a pause, and dropped when the server has it', async () => {
  const { session, sent, kept, kind } = opened();
  session.change({ body: '本文1' });
  session.change({ body: '本文12' });
  expect(kept).toEqual(['本文1', '本文12']);
  expect(kind()).toBe('unsaved');
  await vi.advanceTimersByTimeAsync(2000);
  expect(sent).toEqual([['本文12', 3]]);
  expect(kept).toEqual([]);
  expect(kind()).toBe('clean');
  session.change({ body: '本文123' });
  await vi.advanceTimersByTimeAsync(2000);
  expect(sent.at(-1)).toEqual(['本文123', 4]);
});

test('somebody who never stops typing is saved every ten seconds', async () => {
  const { session, sent } = opened();
  for (let second = 0; second < 25; second += 1) {
    session.change({ body: `本文${second}` });
    await vi.advanceTimersByTimeAsync(1000);
  }
  expect(sent.length).toBeGreaterThanOrEqual(2);
});

test('without an answer the text stays kept and is sent again', async () => {
  const { session, sent, answers, kept, kind } = opened();
  answers.push(
    () => {
      throw noConnection();
    },
    () => {
      throw noConnection();
    },
  );
  session.change({ body: '電波なし' });
  await vi.advanceTimersByTimeAsync(2000);
  expect(kind()).toBe('waiting');
  expect(kept).toEqual(['電波なし']);
  expect(session.isUnsaved).toBe(true);
  session.wake();
  await vi.advanceTimersByTimeAsync(100);
  expect(kind()).toBe('waiting');
  await vi.advanceTimersByTimeAsync(10_000);
  expect(sent).toHaveLength(3);
  expect(kind()).toBe('clean');
  expect(kept).toEqual([]);
});

test('a conflict stops saving and keeps both texts until it is settled', async () => {
  const { session, sent, answers, kept, kind } = opened();
  answers.push(() => {
    throw new Problem({ status: 412, code: 'document.draft_stale', title: '', current: draft(7, { body: '相手' }) });
  });
  session.change({ body: '自分' });
  await vi.advanceTimersByTimeAsync(2000);
  expect(kind()).toBe('conflict');
  session.change({ body: '自分の続き' });
  await vi.advanceTimersByTimeAsync(60_000);
  expect(sent).toHaveLength(1);
  expect(kept.at(-1)).toBe('自分の続き');
  session.settle({ ...EMPTY, body: '相手\n自分の続き' });
  await vi.advanceTimersByTimeAsync(100);
  expect(sent.at(-1)).toEqual(['相手\n自分の続き', 7]);
  expect(kind()).toBe('clean');
});

test('taking the text of the other person sends nothing', async () => {
  const { session, sent, answers, kind } = opened();
  answers.push(() => {
    throw new Problem({ status: 412, code: 'document.draft_stale', title: '', current: draft(7, { body: '相手' }) });
  });
  session.change({ body: '自分' });
  await vi.advanceTimersByTimeAsync(2000);
  session.settle({ ...EMPTY, body: '相手' });
  await vi.advanceTimersByTimeAsync(2000);
  expect(sent).toHaveLength(1);
  expect(kind()).toBe('clean');
});

test('a text the server does not take is not sent again until it changes', async () => {
  const { session, sent, answers, kind } = opened();
  answers.push(() => {
    throw new Problem({ status: 422, code: 'document.content_refused', title: '長すぎます' });
  });
  session.change({ title: '長い題' });
  await vi.advanceTimersByTimeAsync(60_000);
  expect(sent).toHaveLength(1);
  expect(kind()).toBe('refused');
  session.change({ title: '題' });
  await vi.advanceTimersByTimeAsync(2000);
  expect(kind()).toBe('clean');
});
