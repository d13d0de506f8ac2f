import { IconAlertTriangle, IconClock, IconClockPause, IconCircleCheck } from '@tabler/icons-react';
import { showInstant } from '@/lib/dates';
import { usePreferences } from '@/lib/preferences';
import { useTexts } from '@/lib/texts';
import { Pill } from '@/ui/Pill';
import classes from './Consultations.module.css';
import type { Clock } from './queries';
import { durationText, texts } from './texts';

/** How much time is left for an answer, in working hours; nothing where no time is counted. */
export function ClockPill({ clock }: { clock: Clock }) {
  const t = useTexts(texts);
  const left = durationText(t, Math.abs(clock.left_minutes ?? 0));
  if (clock.state === 'none') return null;
  if (clock.state === 'met') {
    return (
      <Pill tone="good" icon={<IconCircleCheck size={16} aria-hidden />}>
        {t.met}
      </Pill>
    );
  }
  if (clock.state === 'late') {
    return (
      <Pill tone="attention" icon={<IconAlertTriangle size={16} aria-hidden />}>
        {t.answeredLate}
      </Pill>
    );
  }
  if (clock.state === 'paused') {
    return <Pill icon={<IconClockPause size={16} aria-hidden />}>{t.paused(left)}</Pill>;
  }
  if (clock.late) {
    return (
      <Pill tone="danger" icon={<IconAlertTriangle size={16} aria-hidden />}>
        {t.late(left)}
      </Pill>
    );
  }
  const scarce = (clock.left_minutes ?? 0) * 4 <= (clock.total_minutes ?? 0);
  return (
    <Pill tone={scarce ? 'attention' : 'plain'} icon={<IconClock size={16} aria-hidden />}>
      {t.left(left)}
    </Pill>
  );
}

/** The clock with its end and who has the ball. */
export function ClockBar({ clock }: { clock: Clock }) {
  const t = useTexts(texts);
  const { language } = usePreferences();
  const holder = clock.holder_name ? t.holderNamed(clock.holder_name) : t.holders[clock.holder];
  return (
    <section className={classes.clock} aria-label={t.clockLabel} data-late={clock.late || undefined}>
      <div className={classes.clockWords}>
        <ClockPill clock={clock} />
        {clock.due_at && <span>{t.due(showInstant(clock.due_at, language))}</span>}
      </div>
      {clock.holder !== 'nobody' && (
        <div className={classes.holder}>
          <span className={classes.small}>{t.ball}</span>
          <strong>{holder}</strong>
        </div>
      )}
      {clock.state === 'running' && clock.total_minutes !== null && (
        <progress
          className={classes.progress}
          aria-label={t.clockLabel}
          max={clock.total_minutes}
          value={Math.max(0, Math.min(clock.total_minutes, clock.total_minutes - (clock.left_minutes ?? 0)))}
        />
      )}
    </section>
  );
}
