import { Button, Group, Select, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { asProblem } from '@/api/problem';
import { halfWidth } from '@/lib/normalise';
import { useTexts } from '@/lib/texts';
import { Dialog } from '@/ui/Dialog';
import { focusFirst, Form, showFieldProblems } from '@/ui/Form';
import { FormProblem } from '@/ui/FormProblem';
import { texts as uiTexts } from '@/ui/texts';
import { showToast } from '@/ui/toastStore';
import { texts } from './texts';

export type NewEntry = {
  name: string;
  code: string;
  /** The kind of a category, the parent of a work type. */
  place: string;
};

interface AddEntryDialogProps {
  title: string;
  /** What the entry can stand under. */
  places: { label: string; hint?: string; data: { value: string; label: string }[]; required: boolean };
  send: (entry: NewEntry) => Promise<unknown>;
  /** Everything kept under this key is asked for anew. */
  queryKey: string;
  onClose: () => void;
}

/** A code for who does not care for one: nobody reads it. */
const ownCode = () => `m_${Date.now().toString(36)}`;

/** A new entry of a master, last in the order. */
export function AddEntryDialog({ title, places, send, queryKey, onClose }: AddEntryDialogProps) {
  const t = useTexts(texts);
  const common = useTexts(uiTexts);
  const client = useQueryClient();
  const [more, setMore] = useState<string[]>([]);
  const form = useForm<NewEntry>({
    initialValues: { name: '', code: '', place: places.required ? (places.data[0]?.value ?? '') : '' },
    validate: {
      name: (name) => (name.trim() === '' ? t.nameMissing : null),
    },
  });
  const add = useMutation({
    mutationFn: (entry: NewEntry) =>
      send({ ...entry, name: entry.name.trim(), code: halfWidth(entry.code).toLowerCase() || ownCode() }),
    onSuccess: (_, { name }) => {
      void client.invalidateQueries({ queryKey: [queryKey] });
      showToast(t.added(name.trim()));
      onClose();
    },
    onError: (cause) => setMore(showFieldProblems(form, asProblem(cause))),
  });
  const choice = places.required ? places.data.length > 1 : places.data.length > 0;
  return (
    <Dialog opened onClose={onClose} title={title}>
      <Form label={title} onSubmit={form.onSubmit((entry) => add.mutate(entry), focusFirst(form))}>
        <Stack gap="md">
          <FormProblem problem={add.error ? asProblem(add.error) : null} more={more} />
          <TextInput label={t.name} maxLength={100} required {...form.getInputProps('name')} />
          <TextInput
            label={t.code}
            description={t.codeHint}
            maxLength={60}
            autoCapitalize="none"
            spellCheck={false}
            {...form.getInputProps('code')}
          />
          {choice && (
            <Select
              label={places.label}
              description={places.hint}
              data={places.data}
              allowDeselect={!places.required}
              clearable={!places.required}
              searchable
              {...form.getInputProps('place')}
              value={form.values.place || null}
              onChange={(place: string | null) => form.setFieldValue('place', place ?? '')}
            />
          )}
          <Group justify="flex-end" gap="sm">
            <Button variant="default" onClick={onClose}>
              {common.cancel}
            </Button>
            <Button type="submit" loading={add.isPending}>
              {t.add}
            </Button>
          </Group>
        </Stack>
      </Form>
    </Dialog>
  );
}
