import { Button, Group, Select, Stack } from '@mantine/core';
import { useState } from 'react';
import { answer, api } from '@/api/client';
import { useTexts } from '@/lib/texts';
import { Dialog } from '@/ui/Dialog';
import { Form } from '@/ui/Form';
import { FormProblem } from '@/ui/FormProblem';
import { texts as ways } from '@/ui/related/texts';
import { texts as uiTexts } from '@/ui/texts';
import type { DocumentView, LinkType } from '../api';
import type { Choice } from '../people';
import { useDocumentVerb } from '../useDocumentVerb';
import { DocumentLookup } from './Lookup';
import { texts } from './texts';

export function LinkDialog({ document, onClose }: { document: DocumentView; onClose: () => void }) {
  const t = useTexts(texts);
  const { out } = useTexts(ways);
  const common = useTexts(uiTexts);
  const [type, setType] = useState<LinkType>('related');
  const [other, setOther] = useState<Choice | null>(null);
  const [missing, setMissing] = useState(false);
  const link = useDocumentVerb<string>({
    run: (to_id) =>
      answer(
        api.PUT('/api/v1/documents/{ref}/links', { params: { path: { ref: document.id } }, body: { to_id, type } }),
      ),
    done: t.linked,
    onDone: onClose,
    onRefused: () => undefined,
  });
  return (
    <Dialog opened onClose={onClose} title={t.linkTitle}>
      <Form
        label={t.linkTitle}
        onSubmit={(event) => {
          event.preventDefault();
          if (other) link.mutate(other.value);
          else setMissing(true);
        }}
      >
        <Stack gap="md">
          <FormProblem problem={link.problem} />
          <Select
            label={t.linkType}
            allowDeselect={false}
            data={(Object.keys(out) as LinkType[]).map((value) => ({ value, label: out[value] }))}
            value={type}
            onChange={(value) => setType(value ?? 'related')}
          />
          <DocumentLookup
            document={document}
            label={t.linkTo}
            hint={t.findDocument}
            required
            chosen={other}
            onChoose={(choice) => {
              setOther(choice);
              setMissing(false);
            }}
            error={missing && t.linkToMissing}
          />
          <Group justify="flex-end" gap="sm">
            <Button variant="default" onClick={onClose}>
              {common.cancel}
            </Button>
            <Button type="submit" loading={link.isPending}>
              {t.link}
            </Button>
          </Group>
        </Stack>
      </Form>
    </Dialog>
  );
}
