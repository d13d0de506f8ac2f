import { useMutation, useQueryClient } from '@tanstack/react-query';
import { asProblem, type Problem } from '@/api/problem';
import { showToast } from '@/ui/toastStore';

interface ProjectVerb<Input> {
  run: (input: Input) => Promise<unknown>;
  done: string;
  onDone: () => void;
  onRefused?: (problem: Problem) => void;
}

/** Something done to the people or companies of a project, after which its pages are asked for again. */
export function useProjectVerb<Input = void>({ run, done, onDone, onRefused }: ProjectVerb<Input>) {
  const client = useQueryClient();
  const mutation = useMutation({
    mutationFn: run,
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ['projects'] });
      showToast(done);
      onDone();
    },
    onError: (cause) => onRefused?.(asProblem(cause)),
  });
  return { ...mutation, problem: mutation.error ? asProblem(mutation.error) : null };
}
