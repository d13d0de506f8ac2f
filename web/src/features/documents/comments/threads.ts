import type { CommentView } from '../api';

export interface Thread {
  first: CommentView;
  answers: CommentView[];
}

/**
 * Comments with their answers below them, oldest first. Of `sent`, those that no page has brought yet come last, so that
 * nobody looks in vain for what they just wrote.
 */
export function threadsOf(loaded: readonly CommentView[], sent: readonly CommentView[]): Thread[] {
  const known = new Set(loaded.map(({ id }) => id));
  const all = [...loaded, ...sent.filter(({ id }) => !known.has(id))];
  const threads = new Map<string, Thread>();
  for (const comment of all) {
    const thread = comment.parent_id === null ? undefined : threads.get(comment.parent_id);
    if (thread) thread.answers.push(comment);
    else threads.set(comment.id, { first: comment, answers: [] });
  }
  return [...threads.values()];
}
