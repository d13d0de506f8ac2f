import { Button, Group, Stack, Textarea } from '@mantine/core';
import { useState } from 'react';
import { answer, api } from '@/api/client';
import { useTexts } from '@/lib/texts';
import { Dialog } from '@/ui/Dialog';
import { Form } from '@/ui/Form';
import { FormProblem } from '@/ui/FormProblem';
import { texts as uiTexts } from '@/ui/texts';
import { useDistributionVerb, type MustRead } from './queries';
import { texts } from './readingTexts';

/** What is unclear, to those who can answer. */
export function AskDialog({ item, onClose }: { item: MustRead; onClose: () => void }) {
  const t = useTexts(texts);
  const common = useTexts(uiTexts);
  const [question, setQuestion] = useState('');
  const [missing, setMissing] = useState(false);
  const verb = useDistributionVerb({
    run: () =>
      answer(
        api.POST('/api/v1/must-reads/{receipt_id}/say', {
          params: { path: { receipt_id: item.id } },
          body: { edition_id: item.edition_id, reply: 'unclear', question, choices: [] },
        }),
      ),
    done: t.unclearSent,
    onDone: onClose,
  });
  return (
    <Dialog opened onClose={onClose} title={t.unclearTitle}>
      <Form
        label={t.unclearTitle}
        onSubmit={(event) => {
          event.preventDefault();
          if (question.trim() === '') setMissing(true);
          else verb.mutate();
        }}
      >
        <Stack gap="md">
          <p className="mks-note">{t.unclearLead}</p>
          <FormProblem problem={verb.problem} />
          <Textarea
            label={t.unclearLabel}
            required
            withAsterisk
            autosize
            minRows={3}
            maxLength={1000}
            value={question}
            onChange={(event) => {
              setQuestion(event.currentTarget.value);
              setMissing(false);
            }}
            error={missing && t.unclearMissing}
          />
          <Group justify="flex-end" gap="sm">
            <Button variant="default" onClick={onClose}>
              {common.cancel}
            </Button>
            <Button type="submit" loading={verb.isPending}>
              {t.unclearSend}
            </Button>
          </Group>
        </Stack>
      </Form>
    </Dialog>
  );
}
