import { Button, Checkbox, Group as Row, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { answer, api, ifMatch } from '@/api/client';
import { useTexts } from '@/lib/texts';
import { Dialog } from '@/ui/Dialog';
import { Form } from '@/ui/Form';
import { FormProblem } from '@/ui/FormProblem';
import { texts as uiTexts } from '@/ui/texts';
import classes from '../Distribution.module.css';
import { useDistributionVerb, type Template } from '../queries';
import { bodyOf, draftOf, EMPTY, isWhole } from '../send/form';
import { FormFields } from '../send/FormFields';
import { texts } from './texts';

/** A distribution without its document, under a name. */
export function TemplateDialog({ template, onClose }: { template: Template | null; onClose: () => void }) {
  const t = useTexts(texts);
  const common = useTexts(uiTexts);
  const [name, setName] = useState(template?.name ?? '');
  const [draft, setDraft] = useState(template ? draftOf(template) : EMPTY);
  const [archived, setArchived] = useState(template?.archived ?? false);
  const [missing, setMissing] = useState(false);
  const verb = useDistributionVerb({
    run: () => {
      const body = { ...bodyOf(draft), name, archived };
      return template
        ? answer(
            api.PUT('/api/v1/distribution-templates/{template_id}', {
              params: { path: { template_id: template.id } },
              headers: ifMatch(template.version),
              body,
            }),
          )
        : answer(api.POST('/api/v1/distribution-templates', { body }));
    },
    done: t.saved,
    onDone: onClose,
  });
  const gap = name.trim() === '' || draft.audience.length === 0 || (draft.confirm && !draft.questions.every(isWhole));
  const title = template ? t.editTemplate : t.addTemplate;
  return (
    <Dialog opened onClose={onClose} title={title} size="xl">
      <Form
        label={title}
        onSubmit={(event) => {
          event.preventDefault();
          if (gap) setMissing(true);
          else verb.mutate();
        }}
      >
        <Stack gap="md">
          <FormProblem problem={verb.problem} more={verb.problem?.fields.map(({ message }) => message) ?? []} />
          <TextInput
            label={t.name}
            required
            withAsterisk
            maxLength={100}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            error={missing && name.trim() === '' && t.nameMissing}
          />
          <FormFields
            draft={draft}
            onChange={(to) => setDraft((now) => ({ ...now, ...to }))}
            missing={missing}
            dated={false}
          />
          {template && (
            <Checkbox
              className={classes.choice}
              label={t.archive}
              checked={archived}
              onChange={(event) => setArchived(event.currentTarget.checked)}
            />
          )}
          <Row justify="flex-end" gap="sm">
            <Button variant="default" onClick={onClose}>
              {common.cancel}
            </Button>
            <Button type="submit" loading={verb.isPending}>
              {t.save}
            </Button>
          </Row>
        </Stack>
      </Form>
    </Dialog>
  );
}
