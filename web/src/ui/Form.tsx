import type { UseFormReturnType } from '@mantine/form';
import type { FormEvent, KeyboardEvent, ReactNode } from 'react';
import type { Problem } from '@/api/problem';

interface FormProps {
  onSubmit: (event: FormEvent<HTMLFormElement>) => void;
  children: ReactNode;
  label?: string;
  className?: string | undefined;
}

/** Enter that only ends a conversion of the Japanese input method; 229 is how Safari reports it. */
function ofInputMethod(event: KeyboardEvent): boolean {
  return event.nativeEvent.isComposing || event.nativeEvent.keyCode === 229;
}

/** A form that is never sent by the Enter that confirms a conversion. */
export function Form({ onSubmit, children, label, className }: FormProps) {
  return (
    <form
      noValidate
      aria-label={label}
      className={className}
      onSubmit={onSubmit}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && ofInputMethod(event)) event.preventDefault();
      }}
    >
      {children}
    </form>
  );
}

/** Moves the focus to the first field that the page itself finds wrong; the second argument of `form.onSubmit`. */
export function focusFirst<T extends Record<string, unknown>>(form: UseFormReturnType<T>) {
  return (errors: Record<string, unknown>) => {
    const first = Object.keys(form.values).find((name) => name in errors);
    if (first !== undefined) form.getInputNode(first)?.focus();
  };
}

/**
 * Puts the server's words under the fields they are about and moves the focus to the first of them. Answers the
 * messages that belong to no field of this form, to be shown above it.
 */
export function showFieldProblems<T extends Record<string, unknown>>(
  form: UseFormReturnType<T>,
  problem: Problem,
  rename: Record<string, string> = {},
): string[] {
  const homeless: string[] = [];
  let first: string | null = null;
  for (const { field, message } of problem.fields) {
    const whole = rename[field] ?? field;
    const name = whole in form.values ? whole : (whole.split('.')[0] ?? whole);
    if (name in form.values) {
      form.setFieldError(name, message);
      first ??= name;
    } else {
      homeless.push(message);
    }
  }
  if (first !== null) form.getInputNode(first)?.focus();
  return homeless;
}
