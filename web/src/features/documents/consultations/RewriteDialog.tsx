import { Button, Group, Stack } from '@mantine/core';
import { useState } from 'react';
import { answer, api } from '@/api/client';
import { useTexts } from '@/lib/texts';
import { Dialog } from '@/ui/Dialog';
import { FormProblem } from '@/ui/FormProblem';
import { texts as uiTexts } from '@/ui/texts';
import { BodyField } from '../editor/BodyField';
import { moved, useConsultationVerb, type Consultation, type Post } from './queries';
import { texts } from './texts';

interface RewriteDialogProps {
  consultation: Consultation;
  post: Post;
  onClose: () => void;
}

/** New words for what one has written; the history keeps the former ones. */
export function RewriteDialog({ consultation, post, onClose }: RewriteDialogProps) {
  const t = useTexts(texts);
  const common = useTexts(uiTexts);
  const [body, setBody] = useState(post.body);
  const [addresses] = useState(() => new Map(Object.entries(consultation.attachments)));
  const save = useConsultationVerb({
    run: () =>
      answer(
        api.PATCH('/api/v1/consultations/{ref}/posts/{post_id}', {
          ...moved(consultation),
          params: { path: { ref: consultation.id, post_id: post.id } },
          body: { body },
        }),
      ),
    done: t.saved,
    onDone: onClose,
  });
  return (
    <Dialog opened onClose={onClose} title={t.editTitle} size="xl" onPurposeOnly>
      <Stack gap="md">
        <FormProblem problem={save.problem} more={save.problem?.fields.map(({ message }) => message) ?? []} />
        <BodyField label={t.kinds[post.kind]} body={body} addresses={addresses} onChange={setBody} />
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            {common.cancel}
          </Button>
          <Button loading={save.isPending} disabled={body.trim() === ''} onClick={() => save.mutate()}>
            {common.save}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}
