import { Button } from '@mantine/core';
import { useState } from 'react';
import { answer, api, changeOf, ifMatch } from '@/api/client';
import { useTexts } from '@/lib/texts';
import { Card } from '@/ui/Card';
import { ConfirmDialog } from '@/ui/ConfirmDialog';
import { ConflictDialog } from '@/ui/ConflictDialog';
import { useVersionedSave } from '@/ui/useVersionedSave';
import { showToast } from '@/ui/toastStore';
import classes from './Projects.module.css';
import type { Project, ProjectChange, ProjectStatus } from './queries';
import { texts } from './texts';
import { useProjectSaved } from './useProjectSaved';

/** The statuses the project can be given; each is asked for before it is set. */
export function StatusCard({ project }: { project: Project }) {
  const t = useTexts(texts);
  const replace = useProjectSaved();
  // The version on the page when the question was asked.
  const [asked, setAsked] = useState<{ to: ProjectStatus; version: number } | null>(null);
  const save = useVersionedSave<ProjectStatus, Project>({
    send: (status, version) =>
      answer(
        api.PATCH('/api/v1/projects/{project_id}', {
          params: { path: { project_id: project.id } },
          headers: ifMatch(version),
          body: changeOf<ProjectChange>({ status }),
        }),
      ),
    onSaved: (saved) => {
      replace(saved);
      showToast(t.moved(t.statuses[saved.status]));
      setAsked(null);
    },
  });
  if (project.can.move_to.length === 0) return null;

  const takeTheirs = () => {
    if (save.conflict) replace(save.conflict.current);
    save.endConflict();
    setAsked(null);
  };
  const name = asked ? t.statuses[asked.to] : '';
  return (
    <Card title={t.status}>
      <p className="mks-note">{t.statusLead}</p>
      <div className={classes.moves}>
        {project.can.move_to.map((to) => (
          <Button key={to} variant="default" onClick={() => setAsked({ to, version: project.version })}>
            {t.moveTo(t.statuses[to])}
          </Button>
        ))}
      </div>
      <ConfirmDialog
        opened={asked !== null}
        title={t.moveTitle(project.name, name)}
        confirm={t.moveTo(name)}
        pending={save.pending && !save.conflict}
        problem={save.problem}
        onConfirm={() => asked && save.submit(asked.to, asked.version)}
        onCancel={() => setAsked(null)}
      >
        <p className="mks-note">{asked && t.moveLeads[asked.to]}</p>
      </ConfirmDialog>
      <ConflictDialog
        lines={
          save.conflict && [
            {
              field: t.status,
              mine: t.statuses[save.conflict.body],
              theirs: t.statuses[save.conflict.current.status],
            },
          ]
        }
        pending={save.pending}
        onKeepMine={save.keepMine}
        onTakeTheirs={takeTheirs}
        onCancel={save.endConflict}
      />
    </Card>
  );
}
