import { Button, Group, Stack, Textarea } from '@mantine/core';
import { useState } from 'react';
import { answer, api } from '@/api/client';
import { useTexts } from '@/lib/texts';
import { Dialog } from '@/ui/Dialog';
import { DraftNotice } from '@/ui/DraftNotice';
import { focusFirst, Form, showFieldProblems } from '@/ui/Form';
import { FormProblem } from '@/ui/FormProblem';
import { texts as uiTexts } from '@/ui/texts';
import { useDraftForm } from '@/ui/useDraftForm';
import type { DocumentView } from '../api';
import { useDocumentVerb } from '../useDocumentVerb';
import { DocumentLookup } from './Lookup';
import { texts } from './texts';

interface ArchiveDialogProps {
  document: DocumentView;
  onClose: () => void;
}

export function ArchiveDialog({ document, onClose }: ArchiveDialogProps) {
  const t = useTexts(texts);
  const common = useTexts(uiTexts);
  const [more, setMore] = useState<string[]>([]);
  const { form, draft } = useDraftForm(
    `document.${document.id}.archive`,
    { reason: '', superseded_by: '', successor: '' },
    { reason: (value: string) => (value.trim() === '' ? t.archiveReasonMissing : null) },
  );
  const archive = useDocumentVerb<{ reason: string; superseded_by: string }>({
    run: ({ reason, superseded_by }) =>
      answer(
        api.POST('/api/v1/documents/{ref}/archive', {
          params: { path: { ref: document.id } },
          body: { reason, superseded_by: superseded_by || null },
        }),
      ),
    done: t.archived,
    onDone: () => {
      draft.done();
      onClose();
    },
    onRefused: (problem) => setMore(showFieldProblems(form, problem)),
  });
  const { values } = form;
  return (
    <Dialog opened onClose={onClose} title={t.archiveTitle}>
      <Form onSubmit={form.onSubmit((now) => archive.mutate(now), focusFirst(form))} label={t.archiveTitle}>
        <Stack gap="md">
          <p className="mks-note">{t.archiveLead}</p>
          <DraftNotice draft={draft} />
          <FormProblem problem={archive.problem} more={more} />
          <Textarea
            label={t.archiveReason}
            required
            withAsterisk
            autosize
            minRows={2}
            maxLength={1000}
            {...form.getInputProps('reason')}
          />
          <DocumentLookup
            document={document}
            label={t.successor}
            hint={t.successorHint}
            chosen={values.superseded_by ? { value: values.superseded_by, label: values.successor } : null}
            onChoose={(choice) =>
              form.setValues({ superseded_by: choice?.value ?? '', successor: choice?.label ?? '' })
            }
            error={form.errors['superseded_by']}
          />
          <Group justify="flex-end" gap="sm">
            <Button variant="default" onClick={onClose}>
              {common.cancel}
            </Button>
            <Button type="submit" color="red" loading={archive.isPending}>
              {t.archive}
            </Button>
          </Group>
        </Stack>
      </Form>
    </Dialog>
  );
}
