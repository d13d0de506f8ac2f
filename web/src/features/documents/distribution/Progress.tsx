import { Progress as Bar } from '@mantine/core';
import { useTexts } from '@/lib/texts';
import { Pill } from '@/ui/Pill';
import classes from './Distribution.module.css';
import type { Row, Tally } from './queries';
import { texts } from './texts';

const TONES = { scheduled: 'plain', sending: 'attention', sent: 'good', cancelled: 'plain' } as const;

export function StatePill({ state }: { state: Row['state'] }) {
  const t = useTexts(texts);
  return <Pill tone={TONES[state]}>{t.states[state]}</Pill>;
}

/** How many of those who were asked are done, as a bar and in words. */
export function Progress({ tally, title }: { tally: Tally; title: string }) {
  const t = useTexts(texts);
  const { done, total } = tally;
  const part = total === 0 ? 0 : Math.round((done / total) * 100);
  return (
    <div className={classes.bar}>
      <Bar value={part} size="lg" radius="xl" aria-label={t.progressOf(title)} />
      <span>{t.progress(done, total)}</span>
    </div>
  );
}

/** What needs somebody's attention, in words. */
export function Troubles({ tally }: { tally: Tally }) {
  const t = useTexts(texts);
  return (
    <>
      {tally.late > 0 && <Pill tone="danger">{t.late(tally.late)}</Pill>}
      {tally.unclear > 0 && <Pill tone="attention">{t.unclear(tally.unclear)}</Pill>}
    </>
  );
}
