import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import type { Attachment } from '@/api/uploads';
import { showDay, showInstant, startOfDay } from '@/lib/dates';
import { usePreferences } from '@/lib/preferences';
import { useTexts } from '@/lib/texts';
import { Pill } from '@/ui/Pill';
import type { ActionMove, ActionView } from '../api';
import classes from '../Incidents.module.css';
import { texts } from './texts';

const FileLine = lazy(async () => ({ default: (await import('@/ui/files/FileLine')).FileLine }));
const MoveActionDialog = lazy(async () => ({ default: (await import('./MoveActionDialog')).MoveActionDialog }));
const PlanDialog = lazy(async () => ({ default: (await import('./PlanDialog')).PlanDialog }));
const TONES: Record<string, 'plain' | 'good' | 'attention'> = {
  verified: 'good',
  effective: 'good',
  done: 'attention',
};

/** One corrective action: before and after side by side, who and until when, and what the reader can do with it. */
export function ActionCard({ action, alone = false }: { action: ActionView; alone?: boolean }) {
  const t = useTexts(texts);
  const [moving, setMoving] = useState<ActionMove | null>(null);
  const [changing, setChanging] = useState(false);
  const { can } = action;
  return (
    <li className={classes.row} aria-label={action.text}>
      <div className={classes.pills}>
        <Pill tone={TONES[action.state.code] ?? 'plain'}>
          {t.states[action.state.code as keyof typeof t.states] ?? action.state.name}
        </Pill>
        {action.late && <Pill tone="danger">{t.buckets.overdue}</Pill>}
        {action.bucket === 'effect' && <Pill tone="attention">{t.buckets.effect}</Pill>}
      </div>
      <strong className={classes.words}>{action.text}</strong>
      {alone && (
        <Link to="/incidents/$code" params={{ code: action.incident_code }} className={classes.name}>
          {action.incident_code} {action.incident_title}
        </Link>
      )}
      <Facts action={action} />
      <Sides action={action} />
      {action.approval !== null && (
        <p className="mks-note">
          {t.verificationWaits}{' '}
          <Link to="/approvals/$id" params={{ id: action.approval }}>
            {t.toApproval}
          </Link>
        </p>
      )}
      {Object.values(can.why_not).map((reason) => (
        <p key={reason} className="mks-note">
          {reason}
        </p>
      ))}
      <div className={classes.moves}>
        {can.moves.map((move, at) => (
          <Button
            key={move}
            variant={at === 0 && action.bucket !== 'done' ? 'filled' : 'default'}
            onClick={() => setMoving(move)}
          >
            {t.moves[move]}
          </Button>
        ))}
        {can.change && (
          <Button variant="subtle" onClick={() => setChanging(true)}>
            {t.change}
          </Button>
        )}
      </div>
      <Suspense>
        {moving !== null && <MoveActionDialog action={action} move={moving} onClose={() => setMoving(null)} />}
        {changing && <PlanDialog incident={action.incident_code} action={action} onClose={() => setChanging(false)} />}
      </Suspense>
    </li>
  );
}

function Facts({ action }: { action: ActionView }) {
  const t = useTexts(texts);
  const { language } = usePreferences();
  const day = (on: string) => showDay(startOfDay(on), language);
  const facts = [
    [t.owner, action.owner?.name],
    [t.due, action.due_on ? day(action.due_on) : t.noDue],
    [t.doneBy, action.done_by && `${action.done_by.name} ${action.done_at ? showDay(action.done_at, language) : ''}`],
    [
      t.verifiedBy,
      action.verified_by &&
        `${action.verified_by.name} ${action.verified_at ? showDay(action.verified_at, language) : ''}`,
    ],
    [t.effectDue, action.effect_due_on && day(action.effect_due_on)],
  ].filter((fact): fact is [string, string] => Boolean(fact[1]));
  return (
    <>
      <dl className={classes.facts}>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {action.steps.length > 0 && (
        <details>
          <summary className="mks-target">{t.history}</summary>
          <ol>
            {action.steps.map(({ move, at, by, note }, place) => (
              <li key={`${at}-${place}`} className={classes.words}>
                {showInstant(at, language)} {by.name}: {move}
                {note && `\n${note}`}
              </li>
            ))}
          </ol>
        </details>
      )}
    </>
  );
}

function Sides({ action }: { action: ActionView }) {
  const t = useTexts(texts);
  const { before, after } = action;
  if (before.length === 0 && after.length === 0) return null;
  return (
    <div className={classes.pair}>
      <Side title={t.before} none={t.noBefore} name={t.beforeOf(action.text)} files={before} />
      <Side title={t.after} none={t.noAfter} name={t.afterOf(action.text)} files={after} />
    </div>
  );
}

interface SideProps {
  title: string;
  none: string;
  name: string;
  files: readonly Attachment[];
}

function Side({ title, none, name, files }: SideProps) {
  const pictures = files.filter(({ family }) => family === 'image');
  const others = files.filter(({ family }) => family !== 'image');
  return (
    <figure>
      <figcaption>{title}</figcaption>
      {files.length === 0 && <p className="mks-note">{none}</p>}
      {pictures.map(({ id, url, thumb_url }, at) => (
        <a key={id} href={url} target="_blank" rel="noreferrer">
          <img
            src={files.length === 1 ? url : (thumb_url ?? url)}
            alt={pictures.length > 1 ? `${name} ${at + 1}` : name}
            loading="lazy"
          />
        </a>
      ))}
      {others.length > 0 && (
        <Suspense>
          <ul className={classes.rows}>
            {others.map((file) => (
              <FileLine key={file.id} file={file} />
            ))}
          </ul>
        </Suspense>
      )}
    </figure>
  );
}
