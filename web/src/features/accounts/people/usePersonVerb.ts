import { useMutation, useQueryClient } from '@tanstack/react-query';
import { asProblem } from '@/api/problem';
import { showToast } from '@/ui/toastStore';

interface PersonVerb<Input> {
  run: (input: Input) => Promise<unknown>;
  /** What to say when it is done; nothing when the result speaks for itself. */
  done?: string;
  onDone?: () => void;
}

/** Something done to a person that changes what the pages about people show. */
export function usePersonVerb<Input = void>({ run, done, onDone }: PersonVerb<Input>) {
  const client = useQueryClient();
  const mutation = useMutation({
    mutationFn: run,
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ['people'] });
      if (done) showToast(done);
      onDone?.();
    },
  });
  return { ...mutation, problem: mutation.error ? asProblem(mutation.error) : null };
}
