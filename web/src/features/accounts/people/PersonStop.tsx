import { Button, Textarea } from '@mantine/core';
import { useState } from 'react';
import { answer, api } from '@/api/client';
import type { Person } from '@/api/types';
import { dropDraft, findDraft, keepDraft } from '@/lib/drafts';
import { useTexts } from '@/lib/texts';
import { Card } from '@/ui/Card';
import { ConfirmDialog } from '@/ui/ConfirmDialog';
import { texts } from './texts';
import { usePersonVerb } from './usePersonVerb';

const NO_REASON = { reason: '' };

/** Ends a person's access with a reason, or gives it back. */
export function PersonStop({ person }: { person: Person }) {
  const t = useTexts(texts);
  const path = { params: { path: { person_id: person.id } } };
  const [asking, setAsking] = useState(false);
  const draft = `person.${person.id}.disable`;
  const [reason, setReason] = useState(() => findDraft(draft, NO_REASON)?.reason ?? '');
  const [missing, setMissing] = useState(false);
  const type = (text: string) => {
    setReason(text);
    keepDraft(draft, { reason: text });
  };
  const close = () => {
    setAsking(false);
    setMissing(false);
  };
  const done = () => {
    dropDraft(draft);
    setReason('');
    close();
  };
  const disable = usePersonVerb({
    run: () => answer(api.POST('/api/v1/people/{person_id}/disable', { ...path, body: { reason: reason.trim() } })),
    done: t.wasDisabled,
    onDone: done,
  });
  const enable = usePersonVerb({
    run: () => answer(api.POST('/api/v1/people/{person_id}/enable', path)),
    done: t.wasEnabled,
    onDone: done,
  });
  if (!person.can.disable && !person.can.enable) return null;

  const stopping = person.can.disable;
  const confirm = () => {
    if (!stopping) enable.mutate();
    else if (reason.trim() === '') setMissing(true);
    else disable.mutate();
  };
  const refused = disable.problem?.fields.find(({ field }) => field === 'reason')?.message;
  return (
    <Card title={t.stop}>
      <p className="mks-note">{t.stopLead}</p>
      <Button variant="outline" color={stopping ? 'red' : 'moss'} mt="md" onClick={() => setAsking(true)}>
        {stopping ? t.disable : t.enable}
      </Button>
      <ConfirmDialog
        opened={asking}
        title={stopping ? t.disableTitle(person.name) : t.enableTitle(person.name)}
        confirm={stopping ? t.disable : t.enable}
        danger={stopping}
        pending={disable.isPending || enable.isPending}
        problem={disable.problem ?? enable.problem}
        onConfirm={confirm}
        onCancel={close}
      >
        <p className="mks-note">{stopping ? t.disableLead : t.enableLead}</p>
        {stopping && (
          <Textarea
            label={t.reason}
            description={t.reasonHint}
            withAsterisk
            required
            autosize
            minRows={2}
            value={reason}
            onChange={(event) => type(event.currentTarget.value)}
            error={refused ?? (missing && reason.trim() === '' ? t.reasonMissing : null)}
          />
        )}
      </ConfirmDialog>
    </Card>
  );
}
