import { Button, Group, Stack } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { answer, api } from '@/api/client';
import { asProblem, type Problem } from '@/api/problem';
import { useTexts } from '@/lib/texts';
import { DraftNotice } from '@/ui/DraftNotice';
import { focusFirst, Form, showFieldProblems } from '@/ui/Form';
import { FormProblem } from '@/ui/FormProblem';
import { SecretOnce } from '@/ui/SecretOnce';
import { texts as uiTexts } from '@/ui/texts';
import { useDraftForm } from '@/ui/useDraftForm';
import { NO_PERSON, personBody, PersonFields, usePersonChecks, type PersonValues } from './PersonFields';
import { RoleChoice } from './RoleChoice';
import { texts } from './texts';
import { Dialog } from '@/ui/Dialog';
import { showToast } from '@/ui/toastStore';

interface AddPersonDialogProps {
  opened: boolean;
  onClose: () => void;
}

interface NewPerson extends PersonValues {
  roles: string[];
}

const NOBODY: NewPerson = { ...NO_PERSON, roles: [] };

/** Adds a person and shows the initial password, once. */
export function AddPersonDialog({ opened, onClose }: AddPersonDialogProps) {
  const t = useTexts(texts);
  const [secret, setSecret] = useState<{ owner: string; password: string } | null>(null);
  const added = (owner: string, password: string | null) => {
    showToast(password === null ? t.secretGone : t.added(owner));
    if (password === null) onClose();
    else setSecret({ owner, password });
  };
  // Who opens this may take it down when it is closed: not before the password has been seen.
  const seen = () => {
    setSecret(null);
    onClose();
  };
  return (
    <>
      <Dialog opened={opened && secret === null} onClose={onClose} title={t.addTitle} size="lg">
        <AddPersonForm onAdded={added} onCancel={onClose} />
      </Dialog>
      <SecretOnce secret={secret?.password ?? null} owner={secret?.owner ?? ''} onDone={seen} />
    </>
  );
}

interface AddPersonFormProps {
  onAdded: (name: string, initialPassword: string | null) => void;
  onCancel: () => void;
}

function AddPersonForm({ onAdded, onCancel }: AddPersonFormProps) {
  const t = useTexts(texts);
  const common = useTexts(uiTexts);
  const client = useQueryClient();
  const [problem, setProblem] = useState<Problem | null>(null);
  const [more, setMore] = useState<string[]>([]);
  const { form, draft } = useDraftForm<NewPerson>('person.new', NOBODY, usePersonChecks());
  const add = useMutation({
    mutationFn: (values: NewPerson) =>
      answer(api.POST('/api/v1/people', { body: { ...personBody(values), roles: values.roles } })),
    onMutate: () => setProblem(null),
    onSuccess: ({ person, initial_password }) => {
      draft.done();
      void client.invalidateQueries({ queryKey: ['people'] });
      onAdded(person.name, initial_password);
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
        <PersonFields form={form} />
        <RoleChoice
          value={form.values.roles}
          onChange={(codes) => form.setFieldValue('roles', codes)}
          error={form.errors['roles']}
        />
        <p className="mks-note">{t.addNote}</p>
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onCancel}>
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
