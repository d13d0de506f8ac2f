import { useRef, useState } from 'react';
import { randomId } from '@/lib/ids';
import { faultOf, mayHelp, reasonOf, upload, type Attachment } from './uploads';

/** A picture on its way. */
export interface Sending {
  id: string;
  file: File;
  percent: number;
  /** Why it did not arrive; null while it is on its way. */
  fault: string | null;
  /** Whether sending the same picture again may help. */
  again: boolean;
}

/** Where a picture goes once it has arrived. */
export interface Place {
  insert: (id: string, attachment: Attachment) => void;
  drop: (id: string) => void;
  progress: (id: string, percent: number) => void;
  /** It did not arrive; it may be tried again. */
  fail?: (id: string) => void;
}

/** Pictures being sent, with their progress and what went wrong. */
export function usePictures() {
  const [sending, setSending] = useState<Sending[]>([]);
  const running = useRef(new Map<string, { abort: () => void; place: Place }>());
  const change = (id: string, fields: Partial<Sending>) =>
    setSending((before) => before.map((one) => (one.id === id ? { ...one, ...fields } : one)));
  const remove = (id: string) => setSending((before) => before.filter((one) => one.id !== id));

  const start = (id: string, file: File, place: Place) => {
    const { done, abort } = upload(file, id, (percent) => {
      change(id, { percent });
      place.progress(id, percent);
    });
    running.current.set(id, { abort, place });
    done.then(
      (attachment) => {
        running.current.delete(id);
        remove(id);
        place.insert(id, attachment);
      },
      (cause: unknown) => {
        if (cause instanceof DOMException) return;
        change(id, { fault: reasonOf(cause), again: mayHelp(cause) });
        place.fail?.(id);
      },
    );
  };
  const send = (files: readonly File[], place: Place): string[] =>
    files.map((file) => {
      const id = randomId();
      const fault = faultOf(file);
      setSending((before) => [...before, { id, file, percent: 0, fault, again: false }]);
      if (fault === null) start(id, file, place);
      else {
        running.current.set(id, { abort: () => undefined, place });
        // Its place is marked once the ids are known.
        queueMicrotask(() => place.fail?.(id));
      }
      return id;
    });
  const retry = (one: Sending) => {
    const place = running.current.get(one.id)?.place;
    if (!place) return;
    change(one.id, { fault: null, percent: 0 });
    place.progress(one.id, 0);
    start(one.id, one.file, place);
  };
  const giveUp = (one: Sending) => {
    const found = running.current.get(one.id);
    found?.abort();
    found?.place.drop(one.id);
    running.current.delete(one.id);
    remove(one.id);
  };
  return { sending, send, retry, giveUp };
}

export type Pictures = ReturnType<typeof usePictures>;
