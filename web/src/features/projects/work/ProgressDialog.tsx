import { Button, Group, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { answer, api } from '@/api/client';
import { halfWidth, orNull } from '@/lib/normalise';
import { useTexts } from '@/lib/texts';
import { Dialog } from '@/ui/Dialog';
import { Form } from '@/ui/Form';
import { FormProblem } from '@/ui/FormProblem';
import { texts as uiTexts } from '@/ui/texts';
import { DayInForm } from '../DayInForm';
import type { Project } from '../queries';
import { useProjectVerb } from '../useProjectVerb';
import { percentOf } from './queries';
import { texts } from './texts';

export function ProgressDialog({ project, onClose }: { project: Project; onClose: () => void }) {
  const t = useTexts(texts);
  const common = useTexts(uiTexts);
  const [typed, setTyped] = useState('');
  const [day, setDay] = useState('');
  const [note, setNote] = useState('');
  const [checked, setChecked] = useState(false);
  const percent = percentOf(halfWidth(typed));
  const save = useProjectVerb({
    run: () =>
      answer(
        api.POST('/api/v1/projects/{project_id}/progress', {
          params: { path: { project_id: project.id } },
          body: { percent, noted_on: orNull(day), note: orNull(note) },
        }),
      ),
    done: t.progressNoted,
    onDone: onClose,
  });
  return (
    <Dialog opened onClose={onClose} title={t.progressNote}>
      <Form
        label={t.progressNote}
        onSubmit={(event) => {
          event.preventDefault();
          setChecked(true);
          if (!Number.isNaN(percent)) save.mutate();
        }}
      >
        <Stack gap="md">
          <FormProblem problem={save.problem} more={save.problem?.fields.map(({ message }) => message) ?? []} />
          <TextInput
            label={t.percent}
            inputMode="numeric"
            autoComplete="off"
            data-autofocus
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
            error={checked && Number.isNaN(percent) ? t.percentWrong : null}
          />
          <DayInForm label={t.progressDay} hint={t.progressDayHint} value={day} onChange={setDay} />
          <TextInput
            label={t.progressWord}
            maxLength={500}
            autoComplete="off"
            value={note}
            onChange={(event) => setNote(event.currentTarget.value)}
          />
          <Group justify="flex-end" gap="sm">
            <Button variant="default" onClick={onClose}>
              {common.cancel}
            </Button>
            <Button type="submit" loading={save.isPending}>
              {t.progressNote}
            </Button>
          </Group>
        </Stack>
      </Form>
    </Dialog>
  );
}
