import { useMutation, useQueryClient } from '@tanstack/react-query';
import { asProblem, type Problem } from '@/api/problem';
import { showToast } from '@/ui/toastStore';

interface ProjectVerb<Input> {
  run: (input: Input) => Promise<unknown>;
  done: string;
  onDone: () => void;
  onRefused?: (problem: Problem) => void;
}

/** Something done to what belongs to a project. Its pages are asked for again, also when it was refused: they may be old. */
export function useProjectVerb<Input = void>({ run, done, onDone, onRefused }: ProjectVerb<Input>) {
  const client = useQueryClient();
  const mutation = useMutation({
    mutationFn: run,
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ['projects'] });
      showToast(done);
      onDone();
    },
    onError: (cause) => {
      void client.invalidateQueries({ queryKey: ['projects'] });
      onRefused?.(asProblem(cause));
    },
  });
  return { ...mutation, problem: mutation.error ? asProblem(mutation.error) : null };
}
