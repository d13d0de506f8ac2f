import { Button, Group, Stack, Textarea } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { answer, api } from '@/api/client';
import { asProblem } from '@/api/problem';
import { useTexts } from '@/lib/texts';
import { Dialog } from '@/ui/Dialog';
import { DraftNotice } from '@/ui/DraftNotice';
import { focusFirst, Form } from '@/ui/Form';
import { FormProblem } from '@/ui/FormProblem';
import { showToast } from '@/ui/toastStore';
import { texts as uiTexts } from '@/ui/texts';
import { useDraftForm } from '@/ui/useDraftForm';
import { runsChanged, type Run } from './queries';
import { texts } from './texts';

/** Asks why, then cancels a run that was recorded by mistake. */
export function CancelDialog({ run, onClose }: { run: Run; onClose: () => void }) {
  const t = useTexts(texts);
  const common = useTexts(uiTexts);
  const { form, draft } = useDraftForm(
    `check.${run.id}.cancel`,
    { reason: '' },
    { reason: (value: string) => (value.trim() === '' ? t.reasonMissing : null) },
  );
  const cancel = useMutation({
    mutationFn: (reason: string) =>
      answer(
        api.POST('/api/v1/checklist-runs/{run_id}/cancel', {
          params: { path: { run_id: run.id } },
          body: { reason },
        }),
      ),
    onSuccess: () => {
      draft.done();
      runsChanged(run.document_id);
      showToast(t.cancelDone);
      onClose();
    },
  });
  return (
    <Dialog opened onClose={onClose} title={t.cancelTitle}>
      <Form onSubmit={form.onSubmit(({ reason }) => cancel.mutate(reason), focusFirst(form))} label={t.cancelTitle}>
        <Stack gap="md">
          <p className="mks-note">{t.cancelLead}</p>
          <DraftNotice draft={draft} />
          <FormProblem problem={cancel.error ? asProblem(cancel.error) : null} />
          <Textarea
            label={t.reason}
            required
            withAsterisk
            autosize
            minRows={2}
            maxLength={1000}
            {...form.getInputProps('reason')}
          />
          <Group justify="flex-end" gap="sm">
            <Button variant="default" onClick={onClose}>
              {common.cancel}
            </Button>
            <Button type="submit" color="red" loading={cancel.isPending}>
              {t.cancel}
            </Button>
          </Group>
        </Stack>
      </Form>
    </Dialog>
  );
}
