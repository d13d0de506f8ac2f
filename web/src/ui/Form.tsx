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

/** The field that stands first on the page, of those named. */
function focusTopmost<T extends Record<string, unknown>>(form: UseFormReturnType<T>, names: string[]): void {
  const nodes = names.map((name) => form.getInputNode(name)).filter((node) => node !== null);
  nodes.sort((one, other) => (one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1));
  nodes[0]?.focus();
}

/** Moves the focus to the first field that the page itself finds wrong; the second argument of `form.onSubmit`. */
export function focusFirst<T extends Record<string, unknown>>(form: UseFormReturnType<T>) {
  return (errors: Record<string, unknown>) => focusTopmost(form, Object.keys(errors));
}

/**
 * Puts the server's words under the fields they are about and moves the focus to the first of them. Answers the
 * messages that belong to no field of this form, to be shown above it.
 */
export function showFieldProblems<T extends Record<string, unknown>>(
  form: UseFormReturnType<T>,
  problem: Problem,
): string[] {
  const homeless: string[] = [];
  const shown: string[] = [];
  for (const { field, message } of problem.fields) {
    // "roles.0" stands under the field "roles".
    const name = field in form.values ? field : (field.split('.')[0] ?? field);
    if (name in form.values) {
      form.setFieldError(name, message);
      shown.push(name);
    } else {
      homeless.push(message);
    }
  }
  focusTopmost(form, shown);
  return homeless;
}
