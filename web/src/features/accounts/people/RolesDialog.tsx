import { Button, Group, Stack } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { answer, api, ifMatch } from '@/api/client';
import type { Person } from '@/api/types';
import { useTexts } from '@/lib/texts';
import { ConflictDialog } from '@/ui/ConflictDialog';
import { Form } from '@/ui/Form';
import { FormProblem } from '@/ui/FormProblem';
import { texts as uiTexts } from '@/ui/texts';
import { useVersionedSave } from '@/ui/useVersionedSave';
import { personQuery, rolesQuery } from '../queries';
import { RoleChoice } from './RoleChoice';
import { texts } from './texts';
import { Dialog } from '@/ui/Dialog';
import { showToast } from '@/ui/toastStore';

interface RolesDialogProps {
  person: Person;
  opened: boolean;
  onClose: () => void;
}

export function RolesDialog({ person, opened, onClose }: RolesDialogProps) {
  const t = useTexts(texts);
  return (
    <Dialog opened={opened} onClose={onClose} title={t.rolesTitle(person.name)}>
      <RolesForm person={person} onClose={onClose} />
    </Dialog>
  );
}

function RolesForm({ person, onClose }: { person: Person; onClose: () => void }) {
  const t = useTexts(texts);
  const common = useTexts(uiTexts);
  const client = useQueryClient();
  const [opened] = useState(person);
  const [codes, setCodes] = useState(() => person.roles.map((role) => role.code));
  const { data: roles } = useQuery(rolesQuery);
  const save = useVersionedSave<string[], Person>({
    send: (body, version) =>
      answer(
        api.PUT('/api/v1/people/{person_id}/roles', {
          params: { path: { person_id: person.id } },
          headers: ifMatch(version),
          body: { roles: body },
        }),
      ),
    onSaved: (saved) => {
      client.setQueryData(personQuery(person.id).queryKey, saved);
      void client.invalidateQueries({ queryKey: ['people', 'list'] });
      void client.invalidateQueries({ queryKey: ['roles'] });
      showToast(t.rolesSaved);
      onClose();
    },
  });
  const names = (list: string[]) =>
    (roles?.items ?? [])
      .filter((role) => list.includes(role.code))
      .map((role) => role.name)
      .join('・');
  const takeTheirs = () => {
    if (save.conflict) client.setQueryData(personQuery(person.id).queryKey, save.conflict.current);
    save.endConflict();
    onClose();
  };
  return (
    <Form
      label={t.rolesTitle(person.name)}
      onSubmit={(event) => {
        event.preventDefault();
        save.submit(codes, opened.version);
      }}
    >
      <Stack gap="md">
        <FormProblem problem={save.problem} more={save.problem?.fields.map((field) => field.message) ?? []} />
        <RoleChoice value={codes} onChange={setCodes} />
        <p className="mks-note">{t.rolesEffect}</p>
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
        lines={
          save.conflict && [
            {
              field: t.roles,
              mine: names(save.conflict.body),
              theirs: save.conflict.current.roles.map((role) => role.name).join('・'),
            },
          ]
        }
        pending={save.pending}
        onKeepMine={save.keepMine}
        onTakeTheirs={takeTheirs}
        onCancel={save.endConflict}
      />
    </Form>
  );
}
