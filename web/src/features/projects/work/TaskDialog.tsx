import { Button, Group, Select, Stack, Textarea, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { answer, api, changeOf, ifMatch } from '@/api/client';
import { changedOnly } from '@/lib/changes';
import { today } from '@/lib/dates';
import { orNull } from '@/lib/normalise';
import { useTexts } from '@/lib/texts';
import { ConflictDialog } from '@/ui/ConflictDialog';
import { Dialog } from '@/ui/Dialog';
import { DraftNotice } from '@/ui/DraftNotice';
import { focusFirst, Form, showFieldProblems } from '@/ui/Form';
import { FormProblem } from '@/ui/FormProblem';
import { texts as uiTexts } from '@/ui/texts';
import { useDraftForm } from '@/ui/useDraftForm';
import { showToast } from '@/ui/toastStore';
import { useVersionedSave } from '@/ui/useVersionedSave';
import { DayInForm } from '../DayInForm';
import classes from '../Projects.module.css';
import type { Project } from '../queries';
import { useDay } from '../usePeriod';
import { PRIORITIES, type Task } from './queries';
import { texts } from './texts';

interface TaskDialogProps {
  project: Project;
  /** None for a new one. */
  task: Task | null;
  onClose: () => void;
}

const valuesOf = (task: Task | null) => ({
  title: task?.title ?? '',
  description: task?.description ?? '',
  priority: task?.priority ?? ('medium' as const),
  assignee_id: task?.assignee?.id ?? '',
  starts_on: task?.starts_on ?? '',
  due_on: task?.due_on ?? '',
});
type Values = ReturnType<typeof valuesOf>;
const bodyOf = ({ title, description, priority, assignee_id, starts_on, due_on }: Values) => ({
  title: title.trim(),
  description: orNull(description),
  priority,
  assignee_id: orNull(assignee_id),
  starts_on: orNull(starts_on),
  due_on: orNull(due_on),
});
type Body = ReturnType<typeof bodyOf>;

export function TaskDialog(props: TaskDialogProps) {
  const t = useTexts(texts);
  return (
    <Dialog opened onClose={props.onClose} title={props.task ? t.taskEditTitle(props.task.title) : t.taskAddTitle}>
      <TaskForm {...props} />
    </Dialog>
  );
}

function send(project: Project, task: Task | null, body: Partial<Body>, version: number): Promise<Task> {
  if (task === null) {
    const params = { path: { project_id: project.id } };
    return answer(api.POST('/api/v1/projects/{project_id}/tasks', { params, body: body as Body }));
  }
  const params = { path: { task_id: task.id } };
  return answer(api.PATCH('/api/v1/tasks/{task_id}', { params, headers: ifMatch(version), body: changeOf(body) }));
}

function TaskForm({ project, task, onClose }: TaskDialogProps) {
  const t = useTexts(texts);
  const common = useTexts(uiTexts);
  const client = useQueryClient();
  const [opened] = useState(task);
  const [more, setMore] = useState<string[]>([]);
  const { form, draft } = useDraftForm<Values>(`project.${project.id}.task.${task?.id ?? 'new'}`, valuesOf(task), {
    title: (value) => (value.trim() === '' ? t.taskTitleMissing : null),
    due_on: (value, { starts_on }) => (value !== '' && starts_on !== '' && value < starts_on ? t.wrongOrder : null),
  });
  const finish = () => {
    draft.done();
    void client.invalidateQueries({ queryKey: ['projects'] });
    onClose();
  };
  const save = useVersionedSave<Partial<Body>, Task>({
    send: (body, version) => send(project, opened, body, version),
    onSaved: () => {
      showToast(task ? t.taskSaved : t.taskAdded);
      finish();
    },
    onRefused: (problem) => setMore(showFieldProblems(form, problem)),
  });
  const submit = (values: Values) => {
    const body = opened ? changedOnly(bodyOf(values), bodyOf(valuesOf(opened))) : bodyOf(values);
    if (Object.keys(body).length === 0) finish();
    else save.submit(body, opened?.version ?? 0);
  };
  const words = useWords(project);
  const label = task ? t.taskEditTitle(task.title) : t.taskAddTitle;
  return (
    <Form onSubmit={form.onSubmit(submit, focusFirst(form))} label={label}>
      <Stack gap="md">
        <DraftNotice draft={draft} />
        <FormProblem problem={save.problem} more={more} />
        <TextInput
          label={t.taskTitle}
          required
          withAsterisk
          maxLength={200}
          autoComplete="off"
          {...form.getInputProps('title')}
        />
        <Textarea
          label={t.description}
          description={t.descriptionHint}
          autosize
          minRows={2}
          maxRows={8}
          {...form.getInputProps('description')}
        />
        <Select<string>
          label={t.assignee}
          description={t.assigneeHint}
          placeholder={t.assigneeNone}
          searchable
          clearable
          data={words.people}
          {...form.getInputProps('assignee_id')}
          value={form.values.assignee_id || null}
          onChange={(value) => form.setFieldValue('assignee_id', value ?? '')}
        />
        <Select
          label={t.priority}
          allowDeselect={false}
          data={PRIORITIES.map((value) => ({ value, label: t.priorities[value] }))}
          {...form.getInputProps('priority')}
        />
        <div className={classes.pair}>
          <DayInForm
            label={t.startsOn}
            value={form.values.starts_on}
            onChange={(day) => form.setFieldValue('starts_on', day)}
            error={form.errors['starts_on']}
          />
          <DayInForm
            label={t.dueOn}
            value={form.values.due_on}
            onChange={(day) => form.setFieldValue('due_on', day)}
            error={form.errors['due_on']}
          />
        </div>
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            {common.cancel}
          </Button>
          <Button type="submit" loading={save.pending && !save.conflict}>
            {task ? common.save : t.taskAdd}
          </Button>
        </Group>
      </Stack>
      <ConflictDialog
        lines={save.conflict && words.lines(save.conflict.body, save.conflict.current)}
        pending={save.pending}
        onKeepMine={save.keepMine}
        onTakeTheirs={() => {
          save.endConflict();
          finish();
        }}
        onCancel={save.endConflict}
      />
    </Form>
  );
}

/** Who can be chosen, and the words of a conflict. */
function useWords(project: Project) {
  const t = useTexts(texts);
  const day = useDay();
  const members = project.members.filter(({ ends_on }) => ends_on === null || ends_on >= today());
  const people = [...new Map(members.map(({ person }) => [person.id, person])).values()].map(
    ({ id, name, company }) => ({
      value: id,
      label: company ? `${name}(${company.name})` : name,
    }),
  );
  const names: Record<keyof Body, string> = {
    title: t.taskTitle,
    description: t.description,
    priority: t.priority,
    assignee_id: t.assignee,
    starts_on: t.startsOn,
    due_on: t.dueOn,
  };
  const said = (field: keyof Body, body: Partial<Body>) => {
    if (field === 'priority') return body.priority ? t.priorities[body.priority] : '';
    if (field === 'assignee_id') return people.find(({ value }) => value === body.assignee_id)?.label ?? t.assigneeNone;
    if (field === 'starts_on' || field === 'due_on') return day(body[field]);
    return body[field] ?? '';
  };
  const lines = (mine: Partial<Body>, current: Task) =>
    (Object.keys(mine) as (keyof Body)[]).map((field) => ({
      field: names[field],
      mine: said(field, mine),
      theirs: said(field, bodyOf(valuesOf(current))),
    }));
  return { people, lines };
}
