import { Button, Group, Select, Stack } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { answer, api, changeOf, ifMatch } from '@/api/client';
import { changedOnly } from '@/lib/changes';
import { orNull } from '@/lib/normalise';
import { useTexts } from '@/lib/texts';
import { ConflictDialog, type ConflictLine } from '@/ui/ConflictDialog';
import { Dialog } from '@/ui/Dialog';
import { DraftNotice } from '@/ui/DraftNotice';
import { focusFirst, Form, showFieldProblems } from '@/ui/Form';
import { FormProblem } from '@/ui/FormProblem';
import { texts as uiTexts } from '@/ui/texts';
import { useDraftForm } from '@/ui/useDraftForm';
import { useVersionedSave } from '@/ui/useVersionedSave';
import { showToast } from '@/ui/toastStore';
import { DayInForm } from './DayInForm';
import classes from './Projects.module.css';
import { ROLES, type Member } from './queries';
import { texts } from './texts';
import { useDay } from './usePeriod';

interface EditMemberDialogProps {
  projectId: string;
  member: Member;
  onClose: () => void;
}

const valuesOf = ({ role, starts_on, ends_on }: Member) => ({ role, starts_on, ends_on: ends_on ?? '' });
type Values = ReturnType<typeof valuesOf>;
const bodyOf = ({ role, starts_on, ends_on }: Values) => ({ role, starts_on, ends_on: orNull(ends_on) });
type Body = ReturnType<typeof bodyOf>;

export function EditMemberDialog(props: EditMemberDialogProps) {
  const t = useTexts(texts);
  return (
    <Dialog opened onClose={props.onClose} title={t.memberEditOf(props.member.person.name)}>
      <EditMemberForm {...props} />
    </Dialog>
  );
}

function EditMemberForm({ projectId, member, onClose }: EditMemberDialogProps) {
  const t = useTexts(texts);
  const common = useTexts(uiTexts);
  const client = useQueryClient();
  const linesOf = useLines();
  const [opened] = useState(member);
  const [more, setMore] = useState<string[]>([]);
  const { form, draft } = useDraftForm<Values>(`project.member.${member.id}`, valuesOf(member), {
    starts_on: (value) => (value === '' ? t.startMissing : null),
    ends_on: (value, { starts_on }) => (value !== '' && value < starts_on ? t.wrongOrder : null),
  });
  const finish = () => {
    draft.done();
    void client.invalidateQueries({ queryKey: ['projects'] });
    onClose();
  };
  const save = useVersionedSave<Partial<Body>, Member>({
    send: (body, version) =>
      answer(
        api.PATCH('/api/v1/projects/{project_id}/members/{member_id}', {
          params: { path: { project_id: projectId, member_id: member.id } },
          headers: ifMatch(version),
          body: changeOf(body),
        }),
      ),
    onSaved: () => {
      showToast(t.memberSaved);
      finish();
    },
    onRefused: (problem) => setMore(showFieldProblems(form, problem)),
  });
  const submit = (values: Values) => {
    const body = changedOnly(bodyOf(values), bodyOf(valuesOf(opened)));
    if (Object.keys(body).length === 0) finish();
    else save.submit(body, opened.version);
  };
  return (
    <Form onSubmit={form.onSubmit(submit, focusFirst(form))} label={t.memberEditOf(member.person.name)}>
      <Stack gap="md">
        <DraftNotice draft={draft} />
        <FormProblem problem={save.problem} more={more} />
        <Select
          label={t.role}
          allowDeselect={false}
          data={ROLES.map((role) => ({ value: role, label: t.roles[role] }))}
          {...form.getInputProps('role')}
        />
        <div className={classes.pair}>
          <DayInForm
            label={t.startsOn}
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
          <Button type="submit" loading={save.pending && !save.conflict}>
            {common.save}
          </Button>
        </Group>
      </Stack>
      <ConflictDialog
        lines={save.conflict && linesOf(save.conflict.body, save.conflict.current)}
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

function useLines(): (mine: Partial<Body>, current: Member) => ConflictLine[] {
  const t = useTexts(texts);
  const day = useDay();
  const names: Record<keyof Body, string> = { role: t.role, starts_on: t.startsOn, ends_on: t.endsOn };
  const words = (field: keyof Body, body: Partial<Body>) =>
    field === 'role' ? body.role && t.roles[body.role] : day(body[field]);
  return (mine, current) =>
    (Object.keys(mine) as (keyof Body)[]).map((field) => ({
      field: names[field],
      mine: words(field, mine) ?? '',
      theirs: words(field, bodyOf(valuesOf(current))) ?? '',
    }));
}
