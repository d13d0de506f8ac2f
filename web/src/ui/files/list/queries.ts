import { queryOptions } from '@tanstack/react-query';
import { answer, api } from '@/api/client';
import { DOCUMENTS, documentsAreOld } from '@/api/documents';
import { queryClient } from '@/api/queryClient';
import type { components } from '@/api/schema';

export type FileList = components['schemas']['FileList'];
export type FileView = components['schemas']['FileView'];

const path = (ref: string) => ({ path: { ref } });
const pathOf = (ref: string, file: string) => ({ path: { ref, attachment_id: file } });

/** The files of a document. Their addresses hold for an hour, so they are asked for anew before. */
export const filesQuery = (id: string) =>
  queryOptions({
    queryKey: [...DOCUMENTS, 'files', id],
    queryFn: () => answer(api.GET('/api/v1/documents/{ref}/attachments', { params: path(id) })),
    refetchInterval: (query) =>
      query.state.data?.items.some((file) => file.text_state === 'waiting') ? 5000 : 30 * 60_000,
  });

/** The list as the server answered it; pages and lists of the document are asked for anew. */
function listed(id: string, files: FileList): FileList {
  documentsAreOld();
  queryClient.setQueryData(filesQuery(id).queryKey, files);
  return files;
}

const call = '/api/v1/documents/{ref}/attachments' as const;
const callOne = '/api/v1/documents/{ref}/attachments/{attachment_id}' as const;

export const addFile = async (id: string, file: string, name: string | null = null) =>
  listed(id, await answer(api.POST(call, { params: path(id), body: { attachment_id: file, name } })));

export const orderFiles = async (id: string, files: readonly string[]) =>
  listed(id, await answer(api.PUT(call, { params: path(id), body: { attachments: [...files] } })));

export const renameFile = async (id: string, file: string, name: string) =>
  listed(id, await answer(api.PATCH(callOne, { params: pathOf(id, file), body: { name } })));

export const removeFile = async (id: string, file: string) =>
  listed(id, await answer(api.DELETE(callOne, { params: pathOf(id, file) })));
