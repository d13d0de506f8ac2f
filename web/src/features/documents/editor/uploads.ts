import { noConnection, Problem, problemOf } from '@/api/problem';
import type { components } from '@/api/schema';
import { currentToken } from '@/api/session';
import { textsNow } from '@/lib/texts';
import { texts } from './texts';

export type Attachment = components['schemas']['AttachmentView'];

const MAX_BYTES = 10 * 1024 * 1024;

/** What makes a file impossible to attach, said before it is sent; null when nothing does. */
export function faultOf(file: File): string | null {
  const t = textsNow(texts);
  if (!/^image\/(jpeg|png|gif|webp)$/.test(file.type)) return t.noPicture;
  return file.size > MAX_BYTES ? t.tooBig : null;
}

export interface Upload {
  done: Promise<Attachment>;
  abort: () => void;
}

/** Sends a picture under an id of one's own, so that a second try makes no second picture. */
export function upload(file: File, id: string, onProgress: (percent: number) => void): Upload {
  const request = new XMLHttpRequest();
  const done = currentToken().then(
    (token) =>
      new Promise<Attachment>((resolve, reject) => {
        request.open('POST', `/api/v1/attachments?name=${encodeURIComponent(file.name || 'image')}&id=${id}`);
        request.setRequestHeader('Content-Type', 'application/octet-stream');
        request.setRequestHeader('Idempotency-Key', id);
        if (token !== null) request.setRequestHeader('Authorization', `Bearer ${token}`);
        request.upload.onprogress = ({ loaded, total }) =>
          onProgress(total > 0 ? Math.round((loaded / total) * 100) : 0);
        request.onerror = () => reject(noConnection());
        request.onabort = () => reject(new DOMException('', 'AbortError'));
        request.onload = () => {
          if (request.status === 201) resolve(JSON.parse(request.responseText) as Attachment);
          else {
            const answer = new Response(request.responseText || null, { status: Math.max(request.status, 400) });
            void problemOf(answer).then(reject, reject);
          }
        };
        request.send(file);
      }),
  );
  return { done, abort: () => request.abort() };
}

/** Whether sending it again may help: what the server has refused stays refused. */
export function mayHelp(cause: unknown): boolean {
  return !(cause instanceof Problem) || ![400, 403, 404, 413, 422].includes(cause.status);
}

/** Why a picture did not arrive, in one line. */
export function reasonOf(cause: unknown): string {
  if (!(cause instanceof Problem)) return '';
  if (cause.status === 0) return textsNow(texts).uploadOffline;
  return cause.fields[0]?.message ?? (cause.detail || cause.title);
}
