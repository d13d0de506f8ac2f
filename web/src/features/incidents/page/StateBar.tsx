import { Button } from '@mantine/core';
import { IconArrowBackUp, IconArrowRight } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { answer, api, ifMatch } from '@/api/client';
import { asProblem } from '@/api/problem';
import { useTexts } from '@/lib/texts';
import { FormProblem } from '@/ui/FormProblem';
import { showToast } from '@/ui/toastStore';
import { incidentChanged, STATES, type IncidentView } from '../api';
import classes from '../Incidents.module.css';
import { ReasonDialog } from '../ReasonDialog';
import { texts as shared } from '../texts';
import { texts } from './texts';

type Move = IncidentView['can']['moves'][number];

/** How far the incident has come, and what those who investigate can do about it; why not yet, where it has to wait. */
export function StateBar({ incident }: { incident: IncidentView }) {
  const t = useTexts(texts);
  const s = useTexts(shared);
  const [asking, setAsking] = useState<Move | null>(null);
  const nameOf = (state: { code: string; name: string }) => s.states[state.code as keyof typeof s.states] ?? state.name;
  const move = useMutation({
    mutationFn: ({ name, reason }: { name: Move; reason: string }) =>
      answer(
        api.POST('/api/v1/incidents/{ref}/move', {
          params: { path: { ref: incident.id } },
          headers: ifMatch(incident.version),
          body: { move: name, reason },
        }),
      ),
    onSuccess: (saved) => {
      setAsking(null);
      incidentChanged(saved);
      showToast(saved.approval === null ? t.moved(nameOf(saved.state)) : t.askedToClose);
    },
    onError: (cause) => {
      if (asProblem(cause).status !== 412) return;
      setAsking(null);
      incidentChanged();
      showToast(s.stale, { tone: 'attention' });
    },
  });
  const problem = move.error && asProblem(move.error).status !== 412 ? asProblem(move.error) : null;
  const reached = STATES.findIndex((state) => state === incident.state.code);
  const { moves, blocked } = incident.can;
  return (
    <section aria-label={t.steps}>
      <ol className={classes.steps}>
        {STATES.map((state, at) => (
          <li key={state} data-reached={at <= reached || undefined} aria-current={at === reached ? 'step' : undefined}>
            {s.states[state]}
          </li>
        ))}
      </ol>
      <div className={classes.moves}>
        {moves.includes('advance') && incident.next_state && (
          <Button
            rightSection={<IconArrowRight size={20} aria-hidden />}
            disabled={blocked !== null}
            loading={move.isPending}
            onClick={() => move.mutate({ name: 'advance', reason: '' })}
          >
            {t.next(nameOf(incident.next_state))}
          </Button>
        )}
        {moves.includes('send_back') && (
          <Button
            variant="default"
            leftSection={<IconArrowBackUp size={20} aria-hidden />}
            onClick={() => setAsking('send_back')}
          >
            {t.sendBack}
          </Button>
        )}
        {moves.includes('reopen') && (
          <Button variant="default" onClick={() => setAsking('reopen')}>
            {t.reopen}
          </Button>
        )}
        {moves.includes('advance') && blocked !== null && <p className="mks-note">{blocked}</p>}
      </div>
      {incident.approval !== null && (
        <p className="mks-note">
          {t.closingWaits}{' '}
          <Link to="/approvals/$id" params={{ id: incident.approval }}>
            {t.toApproval}
          </Link>
        </p>
      )}
      {asking === null && <FormProblem problem={problem} />}
      {asking !== null && (
        <ReasonDialog
          name={`incident.${incident.id}.${asking}`}
          title={asking === 'reopen' ? t.reopen : t.sendBack}
          lead={t.moveLead}
          confirm={asking === 'reopen' ? t.reopen : t.sendBack}
          pending={move.isPending}
          problem={problem}
          onConfirm={(reason) => move.mutate({ name: asking, reason })}
          onClose={() => setAsking(null)}
        />
      )}
    </section>
  );
}
