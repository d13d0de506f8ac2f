import { Button } from '@mantine/core';
import { useTexts } from '@/lib/texts';
import { Instant } from '@/ui/Instant';
import { Pill } from '@/ui/Pill';
import classes from './Checks.module.css';
import type { Outcome, Run } from './queries';
import { texts } from './texts';

const TONES: Record<Outcome, 'good' | 'danger' | 'plain'> = { ok: 'good', fault: 'danger', not_applicable: 'plain' };

/** One run: who, when, where and what was found; the single results on demand. */
export function RunCard({ run, onCancel }: { run: Run; onCancel: () => void }) {
  const t = useTexts(texts);
  return (
    <li className={classes.run}>
      <div className={classes.head}>
        <strong>{run.person}</strong>
        <Instant at={run.done_at} />
        {run.cancelled_at !== null ? (
          <Pill>{t.cancelled}</Pill>
        ) : (
          <Pill tone={run.faults > 0 ? 'danger' : 'good'}>{run.faults > 0 ? t.faults(run.faults) : t.fine}</Pill>
        )}
        <span className="mks-note">{t.edition(run.edition_no)}</span>
      </div>
      {(run.project !== null || run.place) && (
        <p className={classes.words}>{[run.project, run.place].filter(Boolean).join(' ')}</p>
      )}
      {run.remark && <p className={classes.words}>{run.remark}</p>}
      {run.cancelled_at !== null && (
        <p className={classes.words}>{t.cancelledWhy(run.cancelled_by ?? '', run.cancelled_reason ?? '')}</p>
      )}
      <details>
        <summary className={classes.open}>{t.details}</summary>
        <ul className={classes.results}>
          {run.results.map((result) => (
            <li key={result.item_id}>
              <Pill tone={TONES[result.outcome]}>{t.outcomes[result.outcome]}</Pill> {result.text}
              {result.remark && <p className={classes.words}>{result.remark}</p>}
              {result.photo !== null && <img src={result.photo} alt={t.photoOf(result.text)} loading="lazy" />}
            </li>
          ))}
        </ul>
      </details>
      {run.can_cancel && (
        <div>
          <Button variant="default" onClick={onCancel}>
            {t.cancel}
          </Button>
        </div>
      )}
    </li>
  );
}
