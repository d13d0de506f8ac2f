import { Button, Group, Select, Stack } from '@mantine/core';
import { useState } from 'react';
import { answer, api } from '@/api/client';
import { orNull } from '@/lib/normalise';
import { useTexts } from '@/lib/texts';
import { Dialog } from '@/ui/Dialog';
import { DraftNotice } from '@/ui/DraftNotice';
import { focusFirst, Form, showFieldProblems } from '@/ui/Form';
import { FormProblem } from '@/ui/FormProblem';
import { texts as uiTexts } from '@/ui/texts';
import { useDraftForm } from '@/ui/useDraftForm';
import { DayInForm } from './DayInForm';
import { LookupSelect } from './LookupSelect';
import classes from './Projects.module.css';
import { peopleToAddQuery, ROLES, type MemberRole, type Project } from './queries';
import { texts } from './texts';
import { useProjectVerb } from './useProjectVerb';

interface AddMemberDialogProps {
  project: Project;
  opened: boolean;
  onClose: () => void;
}

interface NewMember extends Record<string, unknown> {
  person_id: string;
  person: string;
  role: string;
  starts_on: string;
  ends_on: string;
}

const NOBODY: NewMember = { person_id: '', person: '', role: '', starts_on: '', ends_on: '' };

export function AddMemberDialog({ project, opened, onClose }: AddMemberDialogProps) {
  const t = useTexts(texts);
  return (
    <Dialog opened={opened} onClose={onClose} title={t.memberAddTitle(project.name)}>
      <AddMemberForm project={project} onClose={onClose} />
    </Dialog>
  );
}

function AddMemberForm({ project, onClose }: { project: Project; onClose: () => void }) {
  const t = useTexts(texts);
  const common = useTexts(uiTexts);
  const [more, setMore] = useState<string[]>([]);
  const { form, draft } = useDraftForm<NewMember>(`project.${project.id}.member`, NOBODY, {
    person_id: (value) => (value === '' ? t.personMissing : null),
    role: (value) => (value === '' ? t.roleMissing : null),
    ends_on: (value, { starts_on }) => (value !== '' && value < starts_on ? t.wrongOrder : null),
  });
  const add = useProjectVerb<NewMember>({
    run: (values) =>
      answer(
        api.POST('/api/v1/projects/{project_id}/members', {
          params: { path: { project_id: project.id } },
          body: {
            person_id: values.person_id,
            role: values.role as MemberRole,
            starts_on: orNull(values.starts_on),
            ends_on: orNull(values.ends_on),
          },
        }),
      ),
    done: t.memberAdded(form.values.person),
    onDone: () => {
      draft.done();
      onClose();
    },
    onRefused: (problem) => setMore(showFieldProblems(form, problem)),
  });
  return (
    <Form
      onSubmit={form.onSubmit((values) => add.mutate(values), focusFirst(form))}
      label={t.memberAddTitle(project.name)}
    >
      <Stack gap="md">
        <DraftNotice draft={draft} />
        <FormProblem problem={add.problem} more={more} />
        <LookupSelect
          label={t.person}
          hint={t.personHint}
          queryOf={(words) => peopleToAddQuery(project.id, words)}
          choiceOf={({ id, name, company }) => ({ value: id, label: company ? `${name}(${company.name})` : name })}
          chosen={form.values.person_id ? { value: form.values.person_id, label: form.values.person } : null}
          onChoose={(choice) => form.setValues({ person_id: choice?.value ?? '', person: choice?.label ?? '' })}
          error={form.errors['person_id']}
        />
        <Select
          label={t.role}
          required
          withAsterisk
          allowDeselect={false}
          data={ROLES.map((role) => ({ value: role, label: t.roles[role] }))}
          {...form.getInputProps('role')}
          value={form.values.role || null}
        />
        <div className={classes.pair}>
          <DayInForm
            label={t.startsOn}
            hint={t.startsToday}
            value={form.values.starts_on}
            onChange={(day) => form.setFieldValue('starts_on', day)}
            error={form.errors['starts_on']}
          />
          <DayInForm
            label={t.endsOn}
            value={form.values.ends_on}
            onChange={(day) => form.setFieldValue('ends_on', day)}
            error={form.errors['ends_on']}
          />
        </div>
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            {common.cancel}
          </Button>
          <Button type="submit" loading={add.isPending}>
            {t.memberAdd}
          </Button>
        </Group>
      </Stack>
    </Form>
  );
}
