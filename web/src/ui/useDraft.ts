import type { UseFormReturnType } from '@mantine/form';
import { useEffect, useState } from 'react';
import { dropDraft, findDraft, keepDraft } from '@/lib/drafts';

interface Draft {
  /** The form shows what was typed earlier and not saved. */
  restored: boolean;
  /** Goes back to the values without the draft. */
  discard: () => void;
  /** To be called once the values are saved. */
  done: () => void;
}

/**
 * Keeps what is typed in a form under `key` and puts it back after a reload. Must be called before the form is
 * touched; values equal to the initial ones are no draft.
 */
export function useDraft<T extends Record<string, unknown>>(form: UseFormReturnType<T>, key: string, initial: T): Draft {
  const [found, setFound] = useState(() => findDraft(key, initial));
  const [ready, setReady] = useState(false);
  useEffect(() => {
    if (found) form.setValues({ ...initial, ...found });
    setReady(true);
    // Once: later changes of the record on the server never touch what is being typed.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, []);

  const { values } = form;
  useEffect(() => {
    if (!ready) return;
    if (JSON.stringify(values) === JSON.stringify(initial)) dropDraft(key);
    else keepDraft(key, values);
  }, [ready, key, values, initial]);

  return {
    restored: found !== null,
    discard() {
      dropDraft(key);
      setFound(null);
      form.setValues(initial);
      form.clearErrors();
    },
    done() {
      dropDraft(key);
      setFound(null);
    },
  };
}
