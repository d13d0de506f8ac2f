import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { asProblem, type Problem } from '@/api/problem';

interface VersionedSave<Body, Saved> {
  /** Sends the change; it rests on this version of the record. */
  send: (body: Body, version: number) => Promise<Saved>;
  onSaved: (saved: Saved) => void;
  /** A refusal other than a conflict, for the fields of the form. */
  onRefused?: (problem: Problem) => void;
}

/** Saves a record that others may change at the same time: a conflict is shown, never overwritten unasked. */
export function useVersionedSave<Body, Saved extends { version: number }>(options: VersionedSave<Body, Saved>) {
  const [conflict, setConflict] = useState<{ body: Body; current: Saved } | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const mutation = useMutation({
    mutationFn: ({ body, version }: { body: Body; version: number }) => options.send(body, version),
    onMutate: () => setProblem(null),
    onSuccess: (saved) => {
      setConflict(null);
      options.onSaved(saved);
    },
    onError: (cause, { body }) => {
      const refusal = asProblem(cause);
      if (refusal.status === 412 && refusal.current) {
        setConflict({ body, current: refusal.current as Saved });
        return;
      }
      setConflict(null);
      setProblem(refusal);
      options.onRefused?.(refusal);
    },
  });
  return {
    pending: mutation.isPending,
    problem,
    /** The record as somebody else has left it, and what was about to be saved. */
    conflict,
    submit: (body: Body, version: number) => mutation.mutate({ body, version }),
    /** Saves one's own entry on top of what is there now. */
    keepMine: () => conflict && mutation.mutate({ body: conflict.body, version: conflict.current.version }),
    endConflict: () => setConflict(null),
  };
}
