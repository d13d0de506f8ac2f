import { Button, Group, Stack, Textarea } from '@mantine/core';
import { useState } from 'react';
import { answer, api } from '@/api/client';
import { useTexts } from '@/lib/texts';
import { Dialog } from '@/ui/Dialog';
import { Form } from '@/ui/Form';
import { FormProblem } from '@/ui/FormProblem';
import { texts as uiTexts } from '@/ui/texts';
import { moved, useConsultationVerb, type Consultation } from './queries';
import { texts } from './texts';

interface ReasonDialogProps {
  consultation: Consultation;
  move: 'decline' | 'cancel' | 'reopen';
  onClose: () => void;
}

/** A move that others hear of, with its reason. */
export function ReasonDialog({ consultation, move, onClose }: ReasonDialogProps) {
  const t = useTexts(texts);
  const common = useTexts(uiTexts);
  const [reason, setReason] = useState('');
  const [missing, setMissing] = useState(false);
  const words = {
    decline: { title: t.decline, lead: t.declineLead, done: t.declined },
    cancel: { title: t.cancel, lead: t.cancelLead, done: t.cancelled },
    reopen: { title: t.reopen, lead: t.reopenLead, done: t.reopened },
  }[move];
  const run = useConsultationVerb({
    run: () => {
      const sent = { ...moved(consultation), body: { reason } };
      if (move === 'decline') return answer(api.POST('/api/v1/consultations/{ref}/decline', sent));
      if (move === 'cancel') return answer(api.POST('/api/v1/consultations/{ref}/cancel', sent));
      return answer(api.POST('/api/v1/consultations/{ref}/reopen', sent));
    },
    done: words.done,
    onDone: onClose,
  });
  return (
    <Dialog opened onClose={onClose} title={words.title}>
      <Form
        label={words.title}
        onSubmit={(event) => {
          event.preventDefault();
          if (reason.trim() === '') setMissing(true);
          else run.mutate();
        }}
      >
        <Stack gap="md">
          <p className="mks-note">{words.lead}</p>
          <FormProblem problem={run.problem} />
          <Textarea
            label={t.reason}
            required
            withAsterisk
            autosize
            minRows={2}
            maxLength={1000}
            data-autofocus
            value={reason}
            onChange={(event) => {
              setReason(event.currentTarget.value);
              setMissing(false);
            }}
            error={missing && t.reasonMissing}
          />
          <Group justify="flex-end" gap="sm">
            <Button variant="default" onClick={onClose}>
              {common.cancel}
            </Button>
            <Button type="submit" color={move === 'cancel' ? 'red' : 'moss'} loading={run.isPending}>
              {words.title}
            </Button>
          </Group>
        </Stack>
      </Form>
    </Dialog>
  );
}
