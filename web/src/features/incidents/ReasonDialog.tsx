import { Button, Group, Stack, Textarea } from '@mantine/core';
import type { Problem } from '@/api/problem';
import { useTexts } from '@/lib/texts';
import { Dialog } from '@/ui/Dialog';
import { DraftNotice } from '@/ui/DraftNotice';
import { focusFirst, Form } from '@/ui/Form';
import { FormProblem } from '@/ui/FormProblem';
import { texts as uiTexts } from '@/ui/texts';
import { useDraftForm } from '@/ui/useDraftForm';
import { texts } from './texts';

interface ReasonDialogProps {
  /** Under which the words are kept while they are typed. */
  name: string;
  title: string;
  lead: string;
  confirm: string;
  pending: boolean;
  problem: Problem | null;
  onConfirm: (reason: string) => void;
  onClose: () => void;
}

/** Asks why before something that goes backwards. */
export function ReasonDialog({ name, title, lead, confirm, pending, problem, onConfirm, onClose }: ReasonDialogProps) {
  const t = useTexts(texts);
  const common = useTexts(uiTexts);
  const { form, draft } = useDraftForm(
    name,
    { reason: '' },
    { reason: (value: string) => (value.trim() === '' ? t.reasonMissing : null) },
  );
  const submit = ({ reason }: { reason: string }) => {
    draft.done();
    onConfirm(reason);
  };
  return (
    <Dialog opened onClose={onClose} title={title}>
      <Form onSubmit={form.onSubmit(submit, focusFirst(form))} label={title}>
        <Stack gap="md">
          <p className="mks-note">{lead}</p>
          <DraftNotice draft={draft} />
          <FormProblem problem={problem} />
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
            <Button type="submit" loading={pending}>
              {confirm}
            </Button>
          </Group>
        </Stack>
      </Form>
    </Dialog>
  );
}
