import { ActionIcon, Button, Group, Progress } from '@mantine/core';
import { IconTrash, IconTrendingUp } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { answer, api } from '@/api/client';
import { useTexts } from '@/lib/texts';
import { Card } from '@/ui/Card';
import { ExportMenu } from '@/ui/ExportMenu';
import { showToast } from '@/ui/toastStore';
import type { Project } from '../queries';
import { useDay } from '../usePeriod';
import { progressQuery, type Progress as Noted } from './queries';
import { texts } from './texts';
import classes from './Work.module.css';

// The form is fetched when it is opened.
const ProgressDialog = lazy(async () => ({ default: (await import('./ProgressDialog')).ProgressDialog }));

/** How far the site is as a whole, and how it came there. */
export function ProgressCard({ project }: { project: Project }) {
  const t = useTexts(texts);
  const [noting, setNoting] = useState(false);
  const query = useQuery({ ...progressQuery(project.id), enabled: project.progress !== null });
  const latest = project.progress;
  const day = useDay();
  return (
    <Card
      title={t.progress}
      actions={
        <Group gap="sm">
          {latest !== null && <ExportMenu list="project-progress" filter={{ project: project.id }} of={t.progress} />}
          {project.can.note_progress && (
            <Button variant="default" leftSection={<IconTrendingUp size={18} />} onClick={() => setNoting(true)}>
              {t.progressNote}
            </Button>
          )}
        </Group>
      }
    >
      {latest === null ? (
        <p className="mks-note">{t.progressNone}</p>
      ) : (
        <>
          <p className={classes.big}>{latest.percent} %</p>
          <Progress value={latest.percent} aria-label={t.progress} mb="xs" />
          <p className="mks-note">{[t.progressOn(day(latest.noted_on)), latest.note].filter(Boolean).join('・')}</p>
          {(query.data?.items.length ?? 0) > 0 && (
            <details>
              <summary className={classes.summary}>{t.progressHistory}</summary>
              <Notes project={project} items={query.data?.items ?? []} />
            </details>
          )}
        </>
      )}
      <Suspense>{noting && <ProgressDialog project={project} onClose={() => setNoting(false)} />}</Suspense>
    </Card>
  );
}

function Notes({ project, items }: { project: Project; items: readonly Noted[] }) {
  const t = useTexts(texts);
  const day = useDay();
  const client = useQueryClient();
  const params = { path: { project_id: project.id } };
  const again = () => void client.invalidateQueries({ queryKey: ['projects'] });
  const failed = () => showToast(t.failed, { tone: 'danger' });
  const restore = (one: Noted) =>
    answer(api.POST('/api/v1/projects/{project_id}/progress', { params, body: one })).then(again, failed);
  const remove = (one: Noted) =>
    answer(
      api.DELETE('/api/v1/projects/{project_id}/progress/{day}', {
        params: { path: { project_id: project.id, day: one.noted_on } },
      }),
    ).then(() => {
      again();
      showToast(t.progressRemoved, { action: { label: t.undo, run: () => void restore(one) } });
    }, failed);
  return (
    <ul className={classes.notes}>
      {items.map((one) => (
        <li key={one.noted_on}>
          <span>{[day(one.noted_on), `${one.percent} %`, one.note].filter(Boolean).join('・')}</span>
          {project.can.note_progress && (
            <ActionIcon
              variant="subtle"
              color="gray"
              size={44}
              aria-label={t.progressRemove(day(one.noted_on))}
              onClick={() => void remove(one)}
            >
              <IconTrash size={20} />
            </ActionIcon>
          )}
        </li>
      ))}
    </ul>
  );
}
