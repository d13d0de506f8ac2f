import { Button, Group, Stack } from '@mantine/core';
import { useState } from 'react';
import { answer, api, changeOf, ifMatch } from '@/api/client';
import { changedOnly } from '@/lib/changes';
import { useTexts } from '@/lib/texts';
import { ConflictDialog } from '@/ui/ConflictDialog';
import { Dialog } from '@/ui/Dialog';
import { DraftNotice } from '@/ui/DraftNotice';
import { focusFirst, Form, showFieldProblems } from '@/ui/Form';
import { FormProblem } from '@/ui/FormProblem';
import { texts as uiTexts } from '@/ui/texts';
import { useDraftForm } from '@/ui/useDraftForm';
import { useVersionedSave } from '@/ui/useVersionedSave';
import { showToast } from '@/ui/toastStore';
import {
  projectBody,
  ProjectFields,
  projectValues,
  useProjectChecks,
  type ProjectBody,
  type ProjectValues,
} from './ProjectFields';
import type { Project, ProjectChange } from './queries';
import { texts } from './texts';
import { useConflictLines } from './useConflictLines';
import { useProjectSaved } from './useProjectSaved';

interface EditProjectDialogProps {
  project: Project;
  opened: boolean;
  onClose: () => void;
}

export function EditProjectDialog({ project, opened, onClose }: EditProjectDialogProps) {
  const t = useTexts(texts);
  return (
    <Dialog opened={opened} onClose={onClose} title={t.editTitle(project.name)} size="lg">
      <EditProjectForm project={project} onClose={onClose} />
    </Dialog>
  );
}

function EditProjectForm({ project, onClose }: { project: Project; onClose: () => void }) {
  const t = useTexts(texts);
  const common = useTexts(uiTexts);
  // The record as it was when the form opened: what is sent and compared rests on it.
  const [opened] = useState(project);
  const [more, setMore] = useState<string[]>([]);
  const { form, draft } = useDraftForm(`project.${project.id}`, projectValues(project), useProjectChecks());
  const linesOf = useConflictLines();
  const replace = useProjectSaved();
  const save = useVersionedSave<Partial<ProjectBody>, Project>({
    send: (body, version) =>
      answer(
        api.PATCH('/api/v1/projects/{project_id}', {
          params: { path: { project_id: project.id } },
          headers: ifMatch(version),
          body: changeOf<ProjectChange>(body),
        }),
      ),
    onSaved: (saved) => {
      draft.done();
      replace(saved);
      showToast(t.saved);
      onClose();
    },
    onRefused: (problem) => setMore(showFieldProblems(form, problem)),
  });
  const submit = (values: ProjectValues) => {
    const body = changedOnly(projectBody(values), projectBody(projectValues(opened)));
    if (Object.keys(body).length === 0) {
      draft.done();
      onClose();
    } else save.submit(body, opened.version);
  };
  const takeTheirs = () => {
    if (save.conflict) replace(save.conflict.current);
    draft.done();
    save.endConflict();
    onClose();
  };

  return (
    <Form onSubmit={form.onSubmit(submit, focusFirst(form))} label={t.editTitle(project.name)}>
      <Stack gap="md">
        <DraftNotice draft={draft} />
        <FormProblem problem={save.problem} more={more} />
        <ProjectFields form={form} present={opened.work_types} />
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            {common.cancel}
          </Button>
          <Button type="submit" loading={save.pending && !save.conflict}>
            {common.save}
          </Button>
        </Group>
      </Stack>
      <ConflictDialog
        lines={save.conflict && linesOf(save.conflict.body, save.conflict.current)}
        pending={save.pending}
        onKeepMine={save.keepMine}
        onTakeTheirs={takeTheirs}
        onCancel={save.endConflict}
      />
    </Form>
  );
}
