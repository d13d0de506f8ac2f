import { Textarea } from '@mantine/core';
import { useState } from 'react';
import { answer, api } from '@/api/client';
import { useTexts } from '@/lib/texts';
import { ConfirmDialog } from '@/ui/ConfirmDialog';
import { useDistributionVerb } from './queries';
import { texts } from './texts';

/** Calls a distribution off, with the reason. */
export function CancelDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const t = useTexts(texts);
  const [reason, setReason] = useState('');
  const [missing, setMissing] = useState(false);
  const verb = useDistributionVerb({
    run: () =>
      answer(
        api.POST('/api/v1/distributions/{distribution_id}/cancel', {
          params: { path: { distribution_id: id } },
          body: { reason },
        }),
      ),
    done: t.cancelled,
    onDone: onClose,
  });
  return (
    <ConfirmDialog
      opened
      title={t.cancelTitle}
      confirm={t.cancel}
      danger
      pending={verb.isPending}
      problem={verb.problem}
      onConfirm={() => (reason.trim() === '' ? setMissing(true) : verb.mutate())}
      onCancel={onClose}
    >
      <p className="mks-note">{t.cancelLead}</p>
      <Textarea
        label={t.cancelReason}
        required
        withAsterisk
        autosize
        minRows={2}
        maxLength={500}
        value={reason}
        onChange={(event) => {
          setReason(event.currentTarget.value);
          setMissing(false);
        }}
        error={missing && t.reasonMissing}
      />
    </ConfirmDialog>
  );
}
