import { Button, Group, Stack } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { answer, api, changeOf, ifMatch } from '@/api/client';
import type { Person } from '@/api/types';
import { changedOnly } from '@/lib/changes';
import { useTexts } from '@/lib/texts';
import { ConflictDialog } from '@/ui/ConflictDialog';
import { DraftNotice } from '@/ui/DraftNotice';
import { focusFirst, Form, showFieldProblems } from '@/ui/Form';
import { FormProblem } from '@/ui/FormProblem';
import { texts as uiTexts } from '@/ui/texts';
import { useDraftForm } from '@/ui/useDraftForm';
import { useVersionedSave } from '@/ui/useVersionedSave';
import { personQuery } from '../queries';
import { personBody, PersonFields, usePersonChecks, type PersonBody, type PersonValues } from './PersonFields';
import { texts } from './texts';
import { useConflictLines } from './useConflictLines';
import { Dialog } from '@/ui/Dialog';
import { showToast } from '@/ui/toastStore';

interface EditPersonDialogProps {
  person: Person;
  opened: boolean;
  onClose: () => void;
}

export function EditPersonDialog({ person, opened, onClose }: EditPersonDialogProps) {
  const t = useTexts(texts);
  return (
    <Dialog opened={opened} onClose={onClose} title={t.editTitle(person.name)} size="lg">
      <EditPersonForm person={person} onClose={onClose} />
    </Dialog>
  );
}

const valuesOf = (person: Person): PersonValues => ({
  login_name: person.login_name,
  name: person.name,
  name_kana: person.name_kana ?? '',
  email: person.email ?? '',
  department: person.department ?? '',
  company_id: person.company?.id ?? '',
});

function EditPersonForm({ person, onClose }: { person: Person; onClose: () => void }) {
  const t = useTexts(texts);
  const common = useTexts(uiTexts);
  const client = useQueryClient();
  // The record as it was when the form opened: what is sent and compared rests on it.
  const [opened] = useState(person);
  const [more, setMore] = useState<string[]>([]);
  const { form, draft } = useDraftForm(`person.${person.id}`, valuesOf(person), usePersonChecks());
  const linesOf = useConflictLines();
  const save = useVersionedSave<Partial<PersonBody>, Person>({
    send: (body, version) =>
      answer(
        api.PATCH('/api/v1/people/{person_id}', {
          params: { path: { person_id: person.id } },
          headers: ifMatch(version),
          body: changeOf(body),
        }),
      ),
    onSaved: (saved) => {
      draft.done();
      client.setQueryData(personQuery(person.id).queryKey, saved);
      void client.invalidateQueries({ queryKey: ['people', 'list'] });
      showToast(t.saved);
      onClose();
    },
    onRefused: (problem) => setMore(showFieldProblems(form, problem)),
  });
  const submit = (values: PersonValues) => {
    const body = changedOnly(personBody(values), personBody(valuesOf(opened)));
    if (Object.keys(body).length === 0) {
      draft.done();
      onClose();
    } else save.submit(body, opened.version);
  };
  const takeTheirs = () => {
    if (save.conflict) client.setQueryData(personQuery(person.id).queryKey, save.conflict.current);
    draft.done();
    save.endConflict();
    onClose();
  };

  return (
    <Form onSubmit={form.onSubmit(submit, focusFirst(form))} label={t.editTitle(person.name)}>
      <Stack gap="md">
        <DraftNotice draft={draft} />
        <FormProblem problem={save.problem} more={more} />
        <PersonFields form={form} />
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
