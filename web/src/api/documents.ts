import { queryClient } from './queryClient';

/** What the server says of documents is asked for under names that begin so. */
export const DOCUMENTS = ['documents'] as const;

/** Lists and pages of documents are asked for anew, and of the records whose versions are those of their documents. */
export function documentsAreOld(): void {
  // A text that somebody is writing in is not fetched anew beneath their hands.
  const open = new Set<unknown>(['draft', 'kept']);
  void queryClient.invalidateQueries({ queryKey: DOCUMENTS, predicate: ({ queryKey }) => !open.has(queryKey[1]) });
  void queryClient.invalidateQueries({ queryKey: ['incidents'] });
}
