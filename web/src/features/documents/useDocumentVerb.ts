import { useMutation } from '@tanstack/react-query';
import { asProblem, type Problem } from '@/api/problem';
import { textsNow } from '@/lib/texts';
import { showToast } from '@/ui/toastStore';
import { documentChanged, type DocumentView } from './api';
import { texts } from './page/texts';

interface DocumentVerb<Input> {
  /** Answers the document as it is afterwards, where the server says so. */
  run: (input: Input) => Promise<unknown>;
  done?: string;
  onDone?: () => void;
  /** Shows the refusal where it happened; without it a toast says so. */
  onRefused?: (problem: Problem) => void;
}

function isDocument(answered: unknown): answered is DocumentView {
  return typeof answered === 'object' && answered !== null && 'body_html' in answered;
}

/** Something done to a document, after which its pages and lists are asked for again. */
export function useDocumentVerb<Input = void>({ run, done, onDone, onRefused }: DocumentVerb<Input>) {
  const mutation = useMutation({
    mutationFn: run,
    onSuccess: (answered) => {
      documentChanged(isDocument(answered) ? answered : undefined);
      if (done) showToast(done);
      onDone?.();
    },
    onError: (cause) => {
      const problem = asProblem(cause);
      if (onRefused) onRefused(problem);
      else
        showToast(problem.detail || problem.title, {
          tone: 'danger',
          title: problem.detail ? problem.title : textsNow(texts).failed,
        });
    },
  });
  return { ...mutation, problem: mutation.error ? asProblem(mutation.error) : null };
}
