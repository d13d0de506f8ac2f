import { useMutation } from '@tanstack/react-query';
import { asProblem } from '@/api/problem';
import { queryClient } from '@/api/queryClient';
import { showToast } from '@/ui/toastStore';
import { keys, type DocumentView } from '../api';

interface CommentVerb<Input, Answer> {
  run: (input: Input) => Promise<Answer>;
  done: string;
  onDone: (answered: Answer) => void;
}

/** Something said or taken back under a document; its comments and their count are asked for again. */
export function useCommentVerb<Input = void, Answer = unknown>(
  document: DocumentView,
  { run, done, onDone }: CommentVerb<Input, Answer>,
) {
  const mutation = useMutation({
    mutationFn: run,
    onSuccess: (answered) => {
      void queryClient.invalidateQueries({ queryKey: keys.comments(document.id) });
      void queryClient.invalidateQueries({ queryKey: ['documents', 'one'] });
      showToast(done);
      onDone(answered);
    },
  });
  return { ...mutation, problem: mutation.error ? asProblem(mutation.error) : null };
}
