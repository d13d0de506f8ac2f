import { useState } from 'react';
import { noConnection, problemOf } from '@/api/problem';
import type { components } from '@/api/schema';
import { currentToken } from '@/api/session';
import { randomId } from '@/lib/ids';

type Attachment = components['schemas']['AttachmentView'];

/** Sends a picture under an id of one's own, so that a second try makes no second picture. */
async function send(file: File, id: string, onProgress: (percent: number) => void): Promise<Attachment> {
  const token = await currentToken();
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', `/api/v1/attachments?name=${encodeURIComponent(file.name || 'photo')}&id=${id}`);
    request.setRequestHeader('Content-Type', 'application/octet-stream');
    request.setRequestHeader('Idempotency-Key', id);
    if (token !== null) request.setRequestHeader('Authorization', `Bearer ${token}`);
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? Math.round((loaded / total) * 100) : 0);
    request.onerror = () => reject(noConnection());
    request.onload = () => {
      if (request.status === 201) resolve(JSON.parse(request.responseText) as Attachment);
      else
        void problemOf(new Response(request.responseText || null, { status: Math.max(request.status, 400) })).then(
          reject,
        );
    };
    request.send(file);
  });
}

/** Photos on their way: how far, and whether one failed. */
export function usePhotos(onArrived: (id: string, url: string) => void) {
  const [percent, setPercent] = useState<number | null>(null);
  const [failed, setFailed] = useState(false);
  const take = async (files: readonly File[]) => {
    setFailed(false);
    for (const file of files) {
      setPercent(0);
      try {
        const { id, url } = await send(file, randomId(), setPercent);
        onArrived(id, url);
      } catch {
        setFailed(true);
      }
    }
    setPercent(null);
  };
  return { percent, failed, take: (files: readonly File[]) => void take(files) };
}

export type Photos = ReturnType<typeof usePhotos>;
