import { useTexts } from '@/lib/texts';
import { showInstant } from '@/lib/dates';
import { usePreferences } from '@/lib/preferences';
import { Pill } from '@/ui/Pill';
import classes from './Approvals.module.css';
import type { StageView } from './queries';
import { texts } from './texts';

const TONES = { done: 'good', now: 'attention', coming: 'plain', ended: 'plain' } as const;

/** The stages in their order: who decides, who has, by when. */
export function Stages({ stages }: { stages: readonly StageView[] }) {
  const t = useTexts(texts);
  const { language } = usePreferences();
  return (
    <ol className={classes.list}>
      {stages.map((stage) => (
        <li key={stage.no} className={classes.line}>
          <strong>{`${stage.no}. ${stage.name}`}</strong>
          <Pill tone={TONES[stage.state]}>{t.stageStates[stage.state]}</Pill>
          <span>{t.needs(stage.approved, stage.needed)}</span>
          {stage.due_at && <span>{t.due(showInstant(stage.due_at, language))}</span>}
          {stage.short && <p>{t.shortLead}</p>}
          <p>
            {stage.seats.length === 0
              ? stage.state === 'now'
                ? t.nobody
                : stage.who.join('・')
              : stage.seats
                  .map(({ person, approved, deputies }) =>
                    [
                      person.name,
                      approved ? `(${t.approvedMark})` : '',
                      deputies.length > 0 ? `(${t.deputyIs(deputies.map(({ name }) => name).join('・'))})` : '',
                    ].join(''),
                  )
                  .join('、')}
          </p>
        </li>
      ))}
    </ol>
  );
}
