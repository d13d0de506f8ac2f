import { Button, Group, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { asProblem } from '@/api/problem';
import { useTexts } from '@/lib/texts';
import { Dialog } from '../../Dialog';
import { Form, showFieldProblems } from '../../Form';
import { FormProblem } from '../../FormProblem';
import { texts as uiTexts } from '../../texts';
import { renameFile, type FileView } from './queries';
import { texts } from './texts';

interface RenameDialogProps {
  documentId: string;
  file: FileView;
  onClose: () => void;
}

/** Another name for a file in this document; how it ends stays. */
export function RenameDialog({ documentId, file, onClose }: RenameDialogProps) {
  const t = useTexts(texts);
  const common = useTexts(uiTexts);
  const [more, setMore] = useState<string[]>([]);
  const form = useForm({ initialValues: { name: file.name } });
  const save = useMutation({
    mutationFn: (name: string) => renameFile(documentId, file.id, name),
    onSuccess: onClose,
    onError: (cause) => setMore(showFieldProblems(form, asProblem(cause))),
  });
  return (
    <Dialog opened onClose={onClose} title={t.rename}>
      <Form label={t.rename} onSubmit={form.onSubmit(({ name }) => save.mutate(name))}>
        <Stack gap="md">
          <FormProblem problem={save.error ? asProblem(save.error) : null} more={more} />
          <TextInput
            label={t.renameLabel}
            description={t.renameHint}
            maxLength={200}
            required
            {...form.getInputProps('name')}
          />
          <Group justify="flex-end" gap="sm">
            <Button variant="default" onClick={onClose}>
              {common.cancel}
            </Button>
            <Button type="submit" loading={save.isPending}>
              {t.save}
            </Button>
          </Group>
        </Stack>
      </Form>
    </Dialog>
  );
}
