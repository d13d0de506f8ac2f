import { Button, Group, Select, Stack } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { answer, api } from '@/api/client';
import { asProblem, type Problem } from '@/api/problem';
import { useTexts } from '@/lib/texts';
import { Dialog } from '@/ui/Dialog';
import { DraftNotice } from '@/ui/DraftNotice';
import { focusFirst, Form, showFieldProblems } from '@/ui/Form';
import { FormProblem } from '@/ui/FormProblem';
import { texts as uiTexts } from '@/ui/texts';
import { useDraftForm } from '@/ui/useDraftForm';
import { showToast } from '@/ui/toastStore';
import { NO_PROJECT, projectBody, ProjectFields, useProjectChecks, type ProjectValues } from './ProjectFields';
import { projectQuery } from './queries';
import { texts } from './texts';

const FIRST = ['planning', 'in_progress'] as const;

interface NewProject extends ProjectValues {
  status: (typeof FIRST)[number];
}

interface AddProjectDialogProps {
  opened: boolean;
  onClose: () => void;
}

/** Adds a site and leads to its page. */
export function AddProjectDialog({ opened, onClose }: AddProjectDialogProps) {
  const t = useTexts(texts);
  return (
    <Dialog opened={opened} onClose={onClose} title={t.addTitle} size="lg">
      <AddProjectForm onClose={onClose} />
    </Dialog>
  );
}

function AddProjectForm({ onClose }: { onClose: () => void }) {
  const t = useTexts(texts);
  const common = useTexts(uiTexts);
  const client = useQueryClient();
  const navigate = useNavigate();
  const [problem, setProblem] = useState<Problem | null>(null);
  const [more, setMore] = useState<string[]>([]);
  const start: NewProject = { ...NO_PROJECT, status: 'planning' };
  const { form, draft } = useDraftForm<NewProject>('project.new', start, useProjectChecks());
  const add = useMutation({
    mutationFn: (values: NewProject) =>
      answer(api.POST('/api/v1/projects', { body: { ...projectBody(values), status: values.status } })),
    onMutate: () => setProblem(null),
    onSuccess: (project) => {
      draft.done();
      client.setQueryData(projectQuery(project.id).queryKey, project);
      void client.invalidateQueries({ queryKey: ['projects', 'list'] });
      showToast(t.added(project.name));
      void navigate({ to: '/projects/$id', params: { id: project.id } });
    },
    onError: (cause) => {
      const refusal = asProblem(cause);
      setProblem(refusal);
      setMore(showFieldProblems(form, refusal));
    },
  });
  return (
    <Form onSubmit={form.onSubmit((values) => add.mutate(values), focusFirst(form))} label={t.addTitle}>
      <Stack gap="md">
        <DraftNotice draft={draft} />
        <FormProblem problem={problem} more={more} />
        <ProjectFields form={form} />
        <Select
          label={t.firstStatus}
          allowDeselect={false}
          data={FIRST.map((status) => ({ value: status, label: t.statuses[status] }))}
          {...form.getInputProps('status')}
        />
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            {common.cancel}
          </Button>
          <Button type="submit" loading={add.isPending}>
            {t.addSubmit}
          </Button>
        </Group>
      </Stack>
    </Form>
  );
}
