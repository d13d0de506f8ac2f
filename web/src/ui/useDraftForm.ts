import { useForm, type FormValidateInput, type UseFormReturnType } from '@mantine/form';
import { useState } from 'react';
import { changedOnly } from '@/lib/changes';
import { dropDraft, findDraft, keepDraft } from '@/lib/drafts';

export interface Draft {
  /** The form opened with what was typed earlier and not saved. */
  restored: boolean;
  /** Goes back to the values without the draft. */
  discard: () => void;
  /** To be called once the values are saved. */
  done: () => void;
}

interface DraftForm<T extends Record<string, unknown>> {
  form: UseFormReturnType<T>;
  draft: Draft;
}

/**
 * A form whose entries are kept under `name` while they are typed and put back after a reload. An `id` among them, under
 * which the form is sent, is kept with the first entry: sent again after the answer was lost, it is nothing new.
 */
export function useDraftForm<T extends Record<string, unknown>>(
  name: string,
  initial: T,
  validate: FormValidateInput<T>,
): DraftForm<T> {
  const [base] = useState(initial);
  const [found, setFound] = useState(() => findDraft(name, initial));
  const form = useForm<T>({
    initialValues: { ...base, ...found },
    validate,
    onValuesChange: (values) => {
      // Only what was typed: fields that others change meanwhile are not taken back by a restored draft.
      const typed = changedOnly(values, base);
      if (Object.keys(typed).length === 0) dropDraft(name);
      else keepDraft(name, 'id' in values ? { ...typed, id: values['id'] } : typed);
    },
  });
  return {
    form,
    draft: {
      restored: found !== null,
      discard() {
        form.setValues(base);
        form.clearErrors();
        dropDraft(name);
        setFound(null);
      },
      done() {
        dropDraft(name);
        setFound(null);
      },
    },
  };
}
