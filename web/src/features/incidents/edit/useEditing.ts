import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { answer, api, ifMatch } from '@/api/client';
import { asProblem } from '@/api/problem';
import { queryClient } from '@/api/queryClient';
import { changedOnly } from '@/lib/changes';
import { useDraftForm } from '@/ui/useDraftForm';
import { incidentChanged, incidentQuery, type IncidentView } from '../api';
import { toldOf, type TellIncident } from '../content';

export interface Editing extends TellIncident, Record<string, unknown> {
  reason: string;
}

const valuesOf = (incident: IncidentView): Editing => ({ ...toldOf(incident), reason: '' });

/** What is told of an incident, being changed; what others changed meanwhile stays unless it is one's own field too. */
export function useEditing(incident: IncidentView, onSaved: (saved: IncidentView) => void) {
  const [base, setBase] = useState(incident);
  const [conflict, setConflict] = useState<IncidentView | null>(null);
  const { form, draft } = useDraftForm<Editing>(`incident.${incident.id}`, valuesOf(incident), {});
  const save = useMutation({
    mutationFn: ({ over }: { over: IncidentView }) => {
      const { reason, ...mine } = form.getValues();
      const changed = changedOnly(mine as TellIncident, toldOf(base));
      return answer(
        api.PUT('/api/v1/incidents/{ref}', {
          params: { path: { ref: incident.id } },
          headers: ifMatch(over.version),
          body: { told: { ...toldOf(over), ...changed }, reason },
        }),
      );
    },
    onSuccess: (saved) => {
      setConflict(null);
      draft.done();
      incidentChanged(saved);
      onSaved(saved);
    },
    onError: async (cause) => {
      if (asProblem(cause).status !== 412) return;
      await queryClient.invalidateQueries({ queryKey: incidentQuery(incident.code).queryKey });
      setConflict(await queryClient.fetchQuery({ ...incidentQuery(incident.id), staleTime: 0 }));
    },
  });
  const problem = save.error && asProblem(save.error).status !== 412 ? asProblem(save.error) : null;
  const mine = changedOnly(form.getValues() as TellIncident, toldOf(base));
  return {
    form,
    draft,
    problem,
    pending: save.isPending,
    /** The incident as somebody else has left it, when that was quicker. */
    conflict,
    mine,
    submit: () => save.mutate({ over: base }),
    keepMine: () => conflict && save.mutate({ over: conflict }),
    takeTheirs: () => {
      if (!conflict) return;
      setBase(conflict);
      form.setValues(valuesOf(conflict));
      setConflict(null);
    },
    endConflict: () => setConflict(null),
  };
}
