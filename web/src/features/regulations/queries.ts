import { queryOptions } from '@tanstack/react-query';
import { answer, api } from '@/api/client';
import { noConnection, problemOf } from '@/api/problem';
import { queryClient } from '@/api/queryClient';
import type { components } from '@/api/schema';
import { currentToken } from '@/api/session';
import { randomId } from '@/lib/ids';

type Schemas = components['schemas'];
export type ImportReport = Schemas['ImportReport'];
export type ImportedLaw = Schemas['ImportedLaw'];
export type Abbreviation = Schemas['AbbreviationView'];
export type AbbreviationList = Schemas['AbbreviationList'];

export const abbreviationsQuery = queryOptions({
  queryKey: ['laws', 'abbreviations'],
  queryFn: () => answer(api.GET('/api/v1/laws/abbreviations')),
});

/** Whatever shows laws or links to them asks anew. */
export function lawsChanged(list?: AbbreviationList): void {
  if (list) queryClient.setQueryData(abbreviationsQuery.queryKey, list);
  else void queryClient.invalidateQueries({ queryKey: ['laws'] });
  void queryClient.invalidateQueries({ queryKey: ['documents'] });
}

/** Sends a file as it is; tells how much of it has left. Sent again it does nothing twice. */
export async function sendLaw(file: File, onProgress: (percent: number) => void): Promise<ImportReport> {
  const token = await currentToken();
  const request = new XMLHttpRequest();
  return new Promise((resolve, reject) => {
    request.open('POST', `/api/v1/laws/import?name=${encodeURIComponent(file.name)}`);
    request.setRequestHeader('Content-Type', 'application/octet-stream');
    request.setRequestHeader('Idempotency-Key', randomId());
    if (token !== null) request.setRequestHeader('Authorization', `Bearer ${token}`);
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? Math.round((loaded / total) * 100) : 0);
    request.onerror = () => reject(noConnection());
    request.onload = () => {
      if (request.status === 200) resolve(JSON.parse(request.responseText) as ImportReport);
      else {
        const refusal = new Response(request.responseText || null, { status: Math.max(request.status, 400) });
        void problemOf(refusal).then(reject, reject);
      }
    };
    request.send(file);
  });
}
