import { answer, api } from './client';
import { noConnection, Problem, problemOf } from './problem';
import type { components } from './schema';
import { currentToken, refresh } from './session';

export type Attachment = components['schemas']['AttachmentView'];
type Upload = components['schemas']['UploadView'];

const FIRST_PART = 512 * 1024;
const LEAST_PART = 64 * 1024;
const QUICK_MS = 3000;
const PAUSE_MS = 1500;
const LONGEST_PAUSE_MS = 15_000;

export interface Sending {
  /** Of one's own choice: it becomes that of the attachment, and a second try goes on where the first one stood. */
  id: string;
  file: File;
  keepPosition: boolean;
  signal: AbortSignal;
  onProgress: (sent: number) => void;
  /** The line is broken (true), or bytes move again (false). */
  onWaiting: (waiting: boolean) => void;
  /** What is to be done with the attachment; it may break with the line and is then done again, so it must bear that. */
  onArrived: (attachment: Attachment) => Promise<unknown> | void;
}

/**
 * Sends a file in parts and goes on by itself when the line comes back, for as long as it takes. Ends with the attachment
 * put to its place, or with the Problem that the server has with the file; aborting ends it with an AbortError.
 */
export async function sendFile(sending: Sending): Promise<Attachment> {
  const way = { part: FIRST_PART, pause: PAUSE_MS };
  for (;;) {
    try {
      const attachment = await sendOn(sending, way);
      await sending.onArrived(attachment);
      return attachment;
    } catch (cause) {
      sending.signal.throwIfAborted();
      if (!(cause instanceof Problem) || !passes(cause)) throw cause;
      sending.onWaiting(true);
      way.part = Math.max(LEAST_PART, way.part / 2);
      await pause(cause.retryAfter !== null ? cause.retryAfter * 1000 : way.pause, sending.signal);
      way.pause = Math.min(LONGEST_PAUSE_MS, way.pause * 2);
    }
  }
}

/** Gives an upload up; what has arrived of it is thrown away. */
export async function giveUp(id: string): Promise<void> {
  await api.DELETE('/api/v1/uploads/{upload_id}', { params: { path: { upload_id: id } } }).catch(() => undefined);
}

/** Whether trying again can help: no answer, a server that is away or busy, a place that was another one. */
function passes({ status, code }: Problem): boolean {
  return status === 0 || status === 429 || status >= 500 || code === 'upload.elsewhere' || code === 'upload.unfinished';
}

async function sendOn(sending: Sending, way: { part: number; pause: number }): Promise<Attachment> {
  const { id, file } = sending;
  const begun = await begin(sending);
  if (begun === null) return finish(id);
  let { offset } = begun;
  sending.onProgress(offset);
  while (offset < file.size) {
    const started = performance.now();
    const size = Math.min(way.part, begun.part_bytes);
    offset = (await sendPart(sending, offset, file.slice(offset, offset + size))).offset;
    sending.onWaiting(false);
    way.pause = PAUSE_MS;
    if (performance.now() - started < QUICK_MS) way.part = Math.min(way.part * 2, begun.part_bytes);
    sending.onProgress(offset);
  }
  return finish(id);
}

/** Where the upload stands; null when it has been finished and only the answer was lost. */
async function begin({ id, file, keepPosition }: Sending): Promise<Upload | null> {
  try {
    const body = { id, name: file.name || 'image.jpg', size: file.size, keep_position: keepPosition };
    return await answer(api.POST('/api/v1/uploads', { body }));
  } catch (cause) {
    if (cause instanceof Problem && cause.code === 'document.id_taken') return null;
    throw cause;
  }
}

function finish(id: string): Promise<Attachment> {
  return answer(api.POST('/api/v1/uploads/{upload_id}/finish', { params: { path: { upload_id: id } } }));
}

async function sendPart(sending: Sending, offset: number, part: Blob): Promise<Upload> {
  const first = await put(sending, offset, part);
  if (first.status !== 401 || !(await refresh())) return uploadOf(first);
  return uploadOf(await put(sending, offset, part));
}

async function uploadOf(response: Response): Promise<Upload> {
  if (!response.ok) throw await problemOf(response);
  return (await response.json()) as Upload;
}

/** XMLHttpRequest: fetch tells nothing of how far a body has gone. */
async function put({ id, signal, onProgress }: Sending, offset: number, part: Blob): Promise<Response> {
  const token = await currentToken();
  const request = new XMLHttpRequest();
  const abort = () => request.abort();
  signal.addEventListener('abort', abort);
  try {
    return await new Promise<Response>((resolve, reject) => {
      request.open('PATCH', `/api/v1/uploads/${id}`);
      request.setRequestHeader('Content-Type', 'application/octet-stream');
      request.setRequestHeader('Upload-Offset', String(offset));
      if (token !== null) request.setRequestHeader('Authorization', `Bearer ${token}`);
      request.upload.onprogress = ({ loaded }) => onProgress(offset + Math.min(loaded, part.size));
      request.onerror = () => reject(noConnection());
      request.onabort = () => reject(new DOMException('', 'AbortError'));
      request.onload = () => {
        const body = request.responseText || null;
        resolve(new Response(body, { status: Math.max(request.status, 200) }));
      };
      request.send(part);
    });
  } finally {
    signal.removeEventListener('abort', abort);
  }
}

/** Waits, and no longer than until the line is back. */
function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const done = (settle: () => void) => () => {
      clearTimeout(timer);
      window.removeEventListener('online', go);
      signal.removeEventListener('abort', stop);
      settle();
    };
    const go = done(resolve);
    const stop = done(() => reject(new DOMException('', 'AbortError')));
    const timer = setTimeout(go, milliseconds);
    window.addEventListener('online', go);
    signal.addEventListener('abort', stop);
  });
}

export type Preview = components['schemas']['PreviewView'];
export type PreviewPart = components['schemas']['PartView'];

/** What is in a file from a part on, under the signed address it came with. */
export async function previewOf(address: string, from: number): Promise<Preview> {
  const response = await fetch(`${address}&from=${from}`);
  if (!response.ok) throw await problemOf(response);
  return (await response.json()) as Preview;
}
