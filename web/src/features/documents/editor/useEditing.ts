import { useEffect, useState } from 'react';
import { answer, api, ifMatch } from '@/api/client';
import { Problem } from '@/api/problem';
import { useStore } from '@/lib/store';
import type { DraftView } from '../api';
import { emptyOf, type Content } from './content';
import { dropText, keepText } from './kept';
import { EditingSession, type Server } from './session';

interface EditingOptions {
  person: string;
  kind: string;
  /** The id of the document, also of one that is only about to begin. */
  id: string;
  draft: DraftView | null;
}

const draftOf = (id: string) => answer(api.GET('/api/v1/documents/{ref}/draft', { params: { path: { ref: id } } }));

/** Begins the document; when an earlier try did arrive, what it began is gone on with. */
async function begin(id: string, kind: string, content: Content): Promise<DraftView> {
  try {
    await answer(api.POST('/api/v1/documents', { body: { kind, id, content: { ...content } } }));
  } catch (cause) {
    if (!(cause instanceof Problem) || cause.code !== 'document.id_taken') throw cause;
    return save(id, content, (await draftOf(id)).version);
  }
  return draftOf(id);
}

function save(id: string, content: Content, version: number): Promise<DraftView> {
  return answer(
    api.PUT('/api/v1/documents/{ref}/draft', {
      params: { path: { ref: id } },
      headers: ifMatch(version),
      body: { content: { ...content } },
    }),
  );
}

function serverOf({ person, kind, id }: EditingOptions): Server {
  return {
    save: (content, version) => (version === null ? begin(id, kind, content) : save(id, content, version)),
    keep: (kept) => void keepText(person, id, kept),
    drop: () => void dropText(person, id),
  };
}

/** The session of one open editor: saves by itself, at once with Ctrl+S, when the signal is back, and on leaving. */
export function useEditing(options: EditingOptions) {
  const [session] = useState(() => new EditingSession(serverOf(options), options.draft, emptyOf(options.kind)));
  useEffect(() => {
    const wake = () => session.wake();
    const hide = () => {
      if (document.visibilityState === 'hidden' && session.isUnsaved) void session.flush();
    };
    const keys = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 's' || event.altKey) return;
      event.preventDefault();
      // While the input method composes, a key belongs to it.
      if (!event.isComposing && event.keyCode !== 229 && session.isUnsaved) void session.flush();
    };
    const warn = (event: BeforeUnloadEvent) => {
      if (session.isUnsaved) event.preventDefault();
    };
    session.begun();
    window.addEventListener('online', wake);
    window.addEventListener('keydown', keys);
    window.addEventListener('beforeunload', warn);
    document.addEventListener('visibilitychange', hide);
    return () => {
      window.removeEventListener('online', wake);
      window.removeEventListener('keydown', keys);
      window.removeEventListener('beforeunload', warn);
      document.removeEventListener('visibilitychange', hide);
      session.end();
    };
  }, [session]);
  return { session, ...useStore(session.state) };
}
