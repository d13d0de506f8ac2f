import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { answer, api } from '@/api/client';
import { asProblem } from '@/api/problem';
import { randomId } from '@/lib/ids';
import { useDraftForm } from '@/ui/useDraftForm';
import type { CheckItem } from '../parts';
import { runsChanged, type Outcome } from './queries';

/** What somebody found at one item so far. */
export interface Found {
  outcome: Outcome;
  remark: string;
  photo: string | null;
}

export interface Check extends Record<string, unknown> {
  place: string;
  project_id: string;
  project: string;
  remark: string;
  results: Record<string, Found>;
}

const EMPTY: Check = { place: '', project_id: '', project: '', remark: '', results: {} };

interface CheckOf {
  document: { id: string };
  edition: string;
  checklist: readonly CheckItem[];
  onDone: () => void;
}

/** A check being made: kept while it is made, sent once. */
export function useCheck({ document, edition, checklist, onDone }: CheckOf) {
  const { form, draft } = useDraftForm<Check>(`check.${edition}`, EMPTY, {});
  // One id for all tries, so that a broken line records nothing twice.
  const [id] = useState(randomId);
  const send = useMutation({
    mutationFn: ({ place, project_id, remark, results }: Check) =>
      answer(
        api.POST('/api/v1/documents/{ref}/checklist-runs', {
          params: { path: { ref: document.id } },
          body: {
            id,
            edition_id: edition,
            place,
            remark,
            project_id: project_id || null,
            results: checklist.flatMap((item) => {
              const found = results[item.id];
              return found ? [{ item_id: item.id, ...found }] : [];
            }),
          },
        }),
      ),
    onSuccess: () => {
      draft.done();
      runsChanged(document.id);
      onDone();
    },
  });
  const { results } = form.values;
  const change = (item: string, fields: Partial<Found>) =>
    form.setValues(({ results: before = {} }) => ({
      results: { ...before, [item]: { outcome: 'ok', remark: '', photo: null, ...before[item], ...fields } },
    }));
  const left = checklist.filter(({ id: item, required }) => required && !results[item]).length;
  const unsaid = checklist.some(
    ({ id: item }) => results[item]?.outcome === 'fault' && results[item].remark.trim() === '',
  );
  return { form, draft, change, left, unsaid, send, problem: send.error ? asProblem(send.error) : null };
}
