import { Button, Group, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import { useTexts } from '@/lib/texts';
import { ConflictDialog } from '@/ui/ConflictDialog';
import { Dialog } from '@/ui/Dialog';
import { focusFirst, Form, showFieldProblems } from '@/ui/Form';
import { FormProblem } from '@/ui/FormProblem';
import { texts as uiTexts } from '@/ui/texts';
import { showToast } from '@/ui/toastStore';
import { useVersionedSave } from '@/ui/useVersionedSave';
import type { Entry, EntryChange } from './queries';
import { texts } from './texts';

interface RenameDialogProps {
  entry: Entry;
  send: (change: EntryChange, version: number) => Promise<Entry>;
  onSaved: () => void;
  onClose: () => void;
}

/** Another name for an entry; its code stays. */
export function RenameDialog({ entry, send, onSaved, onClose }: RenameDialogProps) {
  const t = useTexts(texts);
  const common = useTexts(uiTexts);
  const [more, setMore] = useState<string[]>([]);
  // The version on the page when the window opened.
  const [version] = useState(entry.version);
  const form = useForm({
    initialValues: { name: entry.name },
    validate: { name: (name) => (name.trim() === '' ? t.nameMissing : null) },
  });
  const save = useVersionedSave<string, Entry>({
    send: (name, at) => send({ name }, at),
    onSaved: () => {
      showToast(t.renamed);
      onSaved();
    },
    onRefused: (problem) => setMore(showFieldProblems(form, problem)),
  });
  return (
    <>
      <Dialog opened onClose={onClose} title={t.renameOf(entry.name)}>
        <Form
          label={t.renameOf(entry.name)}
          onSubmit={form.onSubmit(({ name }) => save.submit(name.trim(), version), focusFirst(form))}
        >
          <Stack gap="md">
            <FormProblem problem={save.problem} more={more} />
            <TextInput label={t.name} maxLength={100} required {...form.getInputProps('name')} />
            <Group justify="flex-end" gap="sm">
              <Button variant="default" onClick={onClose}>
                {common.cancel}
              </Button>
              <Button type="submit" loading={save.pending && !save.conflict}>
                {common.save}
              </Button>
            </Group>
          </Stack>
        </Form>
      </Dialog>
      <ConflictDialog
        lines={save.conflict && [{ field: t.name, mine: save.conflict.body, theirs: save.conflict.current.name }]}
        pending={save.pending}
        onKeepMine={save.keepMine}
        onTakeTheirs={() => {
          save.endConflict();
          onSaved();
        }}
        onCancel={save.endConflict}
      />
    </>
  );
}
