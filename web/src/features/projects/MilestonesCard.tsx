import { Button, Group } from '@mantine/core';
import { IconFlag, IconPencil } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { useTexts } from '@/lib/texts';
import { Card } from '@/ui/Card';
import { ExportMenu } from '@/ui/ExportMenu';
import { Pill } from '@/ui/Pill';
import classes from './Projects.module.css';
import type { Milestone, Project } from './queries';
import { siteTexts } from './siteTexts';
import { useDay } from './usePeriod';

// The form is fetched when it is opened.
const MilestonesDialog = lazy(async () => ({ default: (await import('./MilestonesDialog')).MilestonesDialog }));
const TONES = { planned: 'plain', in_progress: 'attention', reached: 'good' } as const;

/** What is to be reached on the site, in order, and what has been. */
export function MilestonesCard({ project }: { project: Project }) {
  const t = useTexts(siteTexts);
  const [editing, setEditing] = useState(false);
  const { milestones, can } = project;
  const reached = milestones.filter(({ state }) => state === 'reached').length;
  return (
    <Card
      title={t.milestones}
      actions={
        <Group gap="sm">
          {milestones.length > 0 && <ExportMenu list="milestones" filter={{ project: project.id }} of={t.milestones} />}
          {can.set_milestones && (
            <Button variant="default" leftSection={<IconPencil size={18} />} onClick={() => setEditing(true)}>
              {t.milestonesEdit}
            </Button>
          )}
        </Group>
      }
    >
      {milestones.length === 0 ? (
        <p className="mks-note">
          {t.milestonesNone}
          {can.set_milestones && t.milestonesNoneEdit}
        </p>
      ) : (
        <>
          <p className="mks-note">{t.milestonesDone(reached, milestones.length)}</p>
          <ol className={classes.milestones}>
            {milestones.map((milestone) => (
              <MilestoneLine key={milestone.id} milestone={milestone} />
            ))}
          </ol>
        </>
      )}
      <Suspense>{editing && <MilestonesDialog project={project} onClose={() => setEditing(false)} />}</Suspense>
    </Card>
  );
}

function MilestoneLine({ milestone }: { milestone: Milestone }) {
  const t = useTexts(siteTexts);
  const day = useDay();
  const days = [
    milestone.planned_on && `${t.milestonePlanned} ${day(milestone.planned_on)}`,
    milestone.reached_on && `${t.milestoneReached} ${day(milestone.reached_on)}`,
  ].filter(Boolean);
  return (
    <li>
      <IconFlag size={20} aria-hidden />
      <span className={classes.site}>
        <span className={classes.lead}>
          {milestone.name}
          <Pill tone={TONES[milestone.state]}>{t.milestoneStates[milestone.state]}</Pill>
          {milestone.late && <Pill tone="attention">{t.milestoneLate}</Pill>}
          {milestone.contradictory && <Pill tone="attention">{t.milestoneContradictory}</Pill>}
        </span>
        {days.length > 0 && <span className={classes.small}>{days.join('・')}</span>}
      </span>
    </li>
  );
}
