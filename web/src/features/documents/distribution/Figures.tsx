import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { useTexts } from '@/lib/texts';
import { Card } from '@/ui/Card';
import classes from './Distribution.module.css';
import { figuresQuery, type Figure } from './queries';
import { texts } from './texts';

// Fetched when a list is opened.
const FigureDialog = lazy(async () => ({ default: (await import('./FigureDialog')).FigureDialog }));

/** What was reached in the last 90 days; each figure opens the list behind it. */
export function Figures() {
  const t = useTexts(texts);
  const { data } = useQuery(figuresQuery);
  const [opened, setOpened] = useState<Figure | null>(null);
  if (!data || data.total === 0) return null;
  const share = data.settled === 0 ? null : Math.round((data.within_48h / data.settled) * 100);
  const list = (which: Figure, count: number) =>
    count > 0 && (
      <Button variant="subtle" size="compact-md" onClick={() => setOpened(which)}>
        {t.figureList[which]}
      </Button>
    );
  return (
    <Card title={t.figures}>
      <dl className={classes.tiles}>
        <div>
          <dt>{t.reached}</dt>
          <dd>
            {share === null ? '–' : `${share}%`}
            <small>{t.reachedOf(data.within_48h, data.settled)}</small>
            <small>
              {list('within_48h', data.within_48h)}
              {list('slow', data.settled - data.within_48h)}
            </small>
          </dd>
        </div>
        <div>
          <dt>{t.confirmedLate}</dt>
          <dd>
            {t.people(data.confirmed_late)}
            <small>{list('confirmed_late', data.confirmed_late)}</small>
          </dd>
        </div>
        <div>
          <dt>{t.overdue}</dt>
          <dd>
            {t.people(data.overdue)}
            <small>{list('overdue', data.overdue)}</small>
          </dd>
        </div>
      </dl>
      <Suspense>{opened && <FigureDialog which={opened} onClose={() => setOpened(null)} />}</Suspense>
    </Card>
  );
}
