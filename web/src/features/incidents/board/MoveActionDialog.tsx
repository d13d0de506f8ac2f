import { Button, Group, Stack, Textarea } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { answer, api, ifMatch } from '@/api/client';
import { asProblem } from '@/api/problem';
import { useTexts } from '@/lib/texts';
import { Dialog } from '@/ui/Dialog';
import { DraftNotice } from '@/ui/DraftNotice';
import { focusFirst, Form } from '@/ui/Form';
import { FormProblem } from '@/ui/FormProblem';
import { texts as uiTexts } from '@/ui/texts';
import { showToast } from '@/ui/toastStore';
import { useDraftForm } from '@/ui/useDraftForm';
import { incidentChanged, type ActionMove, type ActionView } from '../api';
import { PhotoField, useAttaching, type Attached } from '../PhotoField';
import { texts as shared } from '../texts';
import { texts } from './texts';

const NEEDS_REASON: readonly ActionMove[] = ['return', 'deny_effect', 'cancel', 'reopen'];
const WITH_PHOTOS: readonly ActionMove[] = ['complete', 'verify'];

interface Words extends Record<string, unknown> {
  note: string;
  photos: Attached[];
}

interface MoveActionDialogProps {
  action: ActionView;
  move: ActionMove;
  onClose: () => void;
}

/** Says what was done, or why it goes back, with photos of after. */
export function MoveActionDialog({ action, move, onClose }: MoveActionDialogProps) {
  const t = useTexts(texts);
  const s = useTexts(shared);
  const common = useTexts(uiTexts);
  const reasoned = NEEDS_REASON.includes(move);
  const { form, draft } = useDraftForm<Words>(
    `incident-action.${action.id}.${move}`,
    { note: '', photos: [] },
    {
      note: (note: string, { photos }) => {
        if (note.trim() !== '') return null;
        if (reasoned) return s.reasonMissing;
        return move === 'complete' && photos.length === 0 ? t.noteMissing : null;
      },
    },
  );
  const uploads = useAttaching((photo) =>
    form.setValues(({ photos: before = [] }) => ({ photos: [...before, photo] })),
  );
  const send = useMutation({
    mutationFn: ({ note, photos: shown }: Words) =>
      answer(
        api.POST('/api/v1/incident-actions/{action_id}/move', {
          params: { path: { action_id: action.id } },
          headers: ifMatch(action.version),
          body: { move, note, after: shown.map(({ id }) => id) },
        }),
      ),
    onSuccess: (saved) => {
      draft.done();
      incidentChanged();
      const now = t.states[saved.state.code as keyof typeof t.states] ?? saved.state.name;
      showToast(saved.approval === null ? t.moved(now) : t.askedToVerify);
      onClose();
    },
    onError: (cause) => {
      if (asProblem(cause).status === 412) incidentChanged();
    },
  });
  const { values } = form;
  return (
    <Dialog opened onClose={onClose} title={t.moves[move]}>
      <Form onSubmit={form.onSubmit((words) => send.mutate(words), focusFirst(form))} label={t.moves[move]}>
        <Stack gap="md">
          <p>{action.text}</p>
          <DraftNotice draft={draft} />
          <FormProblem problem={send.error ? asProblem(send.error) : null} />
          {WITH_PHOTOS.includes(move) && (
            <PhotoField
              label={t.photosAfter}
              uploads={uploads}
              shown={values.photos}
              onRemove={(id) => form.setValues({ photos: values.photos.filter((photo) => photo.id !== id) })}
            />
          )}
          <Textarea
            label={reasoned ? t.noteReason : t.note}
            required={reasoned}
            withAsterisk={reasoned}
            autosize
            minRows={2}
            maxLength={1000}
            {...form.getInputProps('note')}
          />
          <Group justify="flex-end" gap="sm">
            <Button variant="default" onClick={onClose}>
              {common.cancel}
            </Button>
            <Button type="submit" loading={send.isPending} disabled={uploads.busy}>
              {t.moves[move]}
            </Button>
          </Group>
        </Stack>
      </Form>
    </Dialog>
  );
}
