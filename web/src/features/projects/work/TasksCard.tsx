import { Button, Group, Progress, Select } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { answer, api } from '@/api/client';
import { useTexts } from '@/lib/texts';
import { Card } from '@/ui/Card';
import { ConfirmDialog } from '@/ui/ConfirmDialog';
import { DataList, type Column } from '@/ui/DataList';
import { ExportMenu } from '@/ui/ExportMenu';
import { Loaded } from '@/ui/Loaded';
import { Pill } from '@/ui/Pill';
import type { Project } from '../queries';
import { useDay } from '../usePeriod';
import { useProjectVerb } from '../useProjectVerb';
import { filterOf, tasksQuery, WHICH, type Task, type Which } from './queries';
import { texts } from './texts';
import classes from './Work.module.css';

// Forms are fetched when one is opened.
const TaskDialog = lazy(async () => ({ default: (await import('./TaskDialog')).TaskDialog }));
const ReportDialog = lazy(async () => ({ default: (await import('./ReportDialog')).ReportDialog }));
const TONES = { pending: 'plain', in_progress: 'attention', completed: 'good', cancelled: 'plain' } as const;

type Open = { what: 'edit' | 'report' | 'remove'; task: Task } | { what: 'add' } | null;

/** What is to be done on the site, by whom and until when. */
export function TasksCard({ project }: { project: Project }) {
  const t = useTexts(texts);
  const [which, setWhich] = useState<Which>('open');
  const [open, setOpen] = useState<Open>(null);
  const query = useInfiniteQuery(tasksQuery(project.id, which));
  const close = () => setOpen(null);
  const { all, completed, late } = project.tasks;
  return (
    <Card
      title={t.tasks}
      actions={
        <Group gap="sm">
          {all > 0 && <ExportMenu list="tasks" filter={filterOf(project.id, which)} />}
          {project.can.set_tasks && (
            <Button variant="default" leftSection={<IconPlus size={18} />} onClick={() => setOpen({ what: 'add' })}>
              {t.taskAdd}
            </Button>
          )}
        </Group>
      }
    >
      {all === 0 && which === 'open' && query.data?.pages[0]?.total === 0 ? (
        <p className="mks-note">
          {t.tasksNone}
          {project.can.set_tasks && t.tasksNoneEdit}
        </p>
      ) : (
        <>
          <div className={classes.head}>
            <p className="mks-note">
              {t.tasksDone(completed, all)}
              {late > 0 && `・${t.tasksLate(late)}`}
            </p>
            <Select<Which>
              label={t.which}
              allowDeselect={false}
              data={WHICH.map((value) => ({ value, label: t.filters[value] }))}
              value={which}
              onChange={(value) => value && setWhich(value)}
            />
          </div>
          <Loaded query={query} lines={3}>
            {({ pages }) => (
              <>
                <TaskList
                  tasks={pages.flatMap(({ items }) => items)}
                  onOpen={(what, task) => setOpen({ what, task })}
                />
                {query.hasNextPage && (
                  <Button
                    variant="default"
                    mt="md"
                    loading={query.isFetchingNextPage}
                    onClick={() => void query.fetchNextPage()}
                  >
                    {t.more}
                  </Button>
                )}
              </>
            )}
          </Loaded>
        </>
      )}
      <Suspense>
        {open?.what === 'add' && <TaskDialog project={project} task={null} onClose={close} />}
        {open?.what === 'edit' && <TaskDialog project={project} task={open.task} onClose={close} />}
        {open?.what === 'report' && <ReportDialog task={open.task} onClose={close} />}
      </Suspense>
      {open?.what === 'remove' && <RemoveTask task={open.task} onClose={close} />}
    </Card>
  );
}

interface TaskListProps {
  tasks: readonly Task[];
  onOpen: (what: 'edit' | 'report' | 'remove', task: Task) => void;
}

function TaskList({ tasks, onOpen }: TaskListProps) {
  const t = useTexts(texts);
  const day = useDay();
  if (tasks.length === 0) return <p className="mks-note">{t.tasksNoneHere}</p>;
  const columns: Column<Task>[] = [
    { key: 'title', title: t.tasks, main: true, render: (task) => <TaskName task={task} /> },
    { key: 'assignee', title: t.assignee, firm: true, render: ({ assignee }) => assignee?.name ?? t.assigneeNone },
    { key: 'due', title: t.dueOn, firm: true, render: ({ due_on }) => day(due_on) || '–' },
    { key: 'percent', title: t.percent, render: (task) => <Done percent={task.percent} title={task.title} /> },
  ];
  if (tasks.some(({ can }) => can.report || can.edit)) {
    columns.push({
      key: 'actions',
      title: t.actions,
      wide: true,
      render: (task) => <Actions task={task} onOpen={onOpen} />,
    });
  }
  return <DataList label={t.tasks} rows={tasks} rowKey={({ id }) => id} columns={columns} />;
}

function TaskName({ task }: { task: Task }) {
  const t = useTexts(texts);
  return (
    <span className={classes.task}>
      <span className={classes.pills}>
        {task.title}
        <Pill tone={TONES[task.state]}>{t.states[task.state]}</Pill>
        {task.priority === 'high' && <Pill tone="attention">{t.highPriority}</Pill>}
        {task.late && <Pill tone="danger">{t.late}</Pill>}
        {task.contradictory && <Pill tone="attention">{t.contradictory}</Pill>}
      </span>
      {task.description && <span className={classes.words}>{task.description}</span>}
    </span>
  );
}

/** How far something is, in figures and as a bar. */
function Done({ percent, title }: { percent: number; title: string }) {
  return (
    <span className={classes.done}>
      <span>{percent} %</span>
      <Progress value={percent} size="sm" aria-label={title} />
    </span>
  );
}

function Actions({ task, onOpen }: { task: Task; onOpen: TaskListProps['onOpen'] }) {
  const t = useTexts(texts);
  return (
    <Group gap="xs">
      {task.can.report && (
        <Button variant="light" px="sm" aria-label={t.reportOf(task.title)} onClick={() => onOpen('report', task)}>
          {t.report}
        </Button>
      )}
      {task.can.edit && (
        <>
          <Button variant="subtle" px="xs" aria-label={t.editOf(task.title)} onClick={() => onOpen('edit', task)}>
            {t.edit}
          </Button>
          <Button
            variant="subtle"
            px="xs"
            color="red"
            aria-label={t.removeOf(task.title)}
            onClick={() => onOpen('remove', task)}
          >
            {t.remove}
          </Button>
        </>
      )}
    </Group>
  );
}

function RemoveTask({ task, onClose }: { task: Task; onClose: () => void }) {
  const t = useTexts(texts);
  const remove = useProjectVerb({
    run: () => answer(api.DELETE('/api/v1/tasks/{task_id}', { params: { path: { task_id: task.id } } })),
    done: t.removed,
    onDone: onClose,
  });
  return (
    <ConfirmDialog
      opened
      danger
      title={t.removeTitle(task.title)}
      confirm={t.remove}
      pending={remove.isPending}
      problem={remove.problem}
      onConfirm={() => remove.mutate()}
      onCancel={onClose}
    >
      <p className="mks-note">{t.removeLead}</p>
    </ConfirmDialog>
  );
}
