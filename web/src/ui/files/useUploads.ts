import { useEffect, useRef, useState } from 'react';
import { asProblem } from '@/api/problem';
import { giveUp, sendFile, type Attachment } from '@/api/uploads';
import { randomId } from '@/lib/ids';
import { forgetSent, idFor } from '@/lib/sentFiles';

/** A file on its way, refused, or arrived. */
export interface FileOnItsWay {
  id: string;
  file: File;
  sent: number;
  state: 'queued' | 'sending' | 'waiting' | 'refused' | 'done';
  /** Why it was refused, with the remedy. */
  fault: string;
}

interface UploadsOptions {
  /** Called for each file that has arrived, and again when the line broke in it. The list keeps the file until it is cleared. */
  onArrived: (attachment: Attachment, file: File) => Promise<unknown> | void;
  keepPosition?: boolean;
  /** What has arrived leaves the list, where it is shown elsewhere. */
  forgetDone?: boolean;
}

/** So many at once: more would only make each of them slower, and hold the server's threads. */
const AT_ONCE = 2;

/**
 * Files being sent, several at once, each going on by itself when the line comes back. A file chosen again after the page
 * was closed goes on where it stood.
 */
export function useUploads({ onArrived, keepPosition = false, forgetDone = false }: UploadsOptions) {
  const [items, setItems] = useState<FileOnItsWay[]>([]);
  const queue = useRef<FileOnItsWay[]>([]);
  const running = useRef(new Map<string, AbortController>());
  const latest = useRef({ onArrived, keepPosition });
  useEffect(() => {
    latest.current = { onArrived, keepPosition };
  });
  useEffect(() => {
    const held = running.current;
    return () => held.forEach((one) => one.abort());
  }, []);
  const change = (id: string, fields: Partial<FileOnItsWay>) =>
    setItems((before) => before.map((one) => (one.id === id ? { ...one, ...fields } : one)));

  const start = async (item: FileOnItsWay) => {
    const abort = new AbortController();
    running.current.set(item.id, abort);
    change(item.id, { state: 'sending', fault: '' });
    try {
      await sendFile({
        id: item.id,
        file: item.file,
        keepPosition: latest.current.keepPosition,
        signal: abort.signal,
        onProgress: (sent) => change(item.id, { sent }),
        onWaiting: (waiting) => change(item.id, { state: waiting ? 'waiting' : 'sending' }),
        onArrived: (attachment) => latest.current.onArrived(attachment, item.file),
      });
      forgetSent(item.file);
      if (forgetDone) setItems((before) => before.filter((one) => one.id !== item.id));
      else change(item.id, { state: 'done', sent: item.file.size });
    } catch (cause) {
      if (!abort.signal.aborted) {
        const problem = asProblem(cause);
        forgetSent(item.file);
        change(item.id, { state: 'refused', fault: problem.fields[0]?.message ?? (problem.detail || problem.title) });
      }
    } finally {
      running.current.delete(item.id);
      next();
    }
  };
  const next = () => {
    while (running.current.size < AT_ONCE) {
      const item = queue.current.shift();
      if (!item) return;
      void start(item);
    }
  };
  const add = (files: readonly File[]) => {
    const taken = new Set(items.map((one) => one.id));
    const fresh = files.map((file): FileOnItsWay => {
      const known = idFor(file, randomId);
      const id = taken.has(known) ? randomId() : known;
      taken.add(id);
      return { id, file, sent: 0, state: 'queued', fault: '' };
    });
    setItems((before) => [...before, ...fresh]);
    queue.current.push(...fresh);
    next();
  };
  const retry = (item: FileOnItsWay) => {
    const again = { ...item, id: randomId(), sent: 0, state: 'queued' as const, fault: '' };
    setItems((before) => before.map((one) => (one.id === item.id ? again : one)));
    queue.current.push(again);
    next();
  };
  const drop = (item: FileOnItsWay) => {
    queue.current = queue.current.filter((one) => one.id !== item.id);
    const held = running.current.get(item.id);
    held?.abort();
    if (item.state !== 'done' && item.state !== 'refused') {
      forgetSent(item.file);
      void giveUp(item.id);
    }
    setItems((before) => before.filter((one) => one.id !== item.id));
  };
  const clearDone = () => setItems((before) => before.filter((one) => one.state !== 'done'));
  const busy = items.some(({ state }) => state !== 'done' && state !== 'refused');
  return { items, busy, add, retry, drop, clearDone };
}

export type Uploads = ReturnType<typeof useUploads>;
