import { Button, Group, Radio, Select, Stack, TextInput } from '@mantine/core';
import { IconSend } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { answer, api } from '@/api/client';
import { asProblem } from '@/api/problem';
import { useTexts } from '@/lib/texts';
import { Dialog } from '@/ui/Dialog';
import { Form } from '@/ui/Form';
import { FormProblem } from '@/ui/FormProblem';
import { texts as uiTexts } from '@/ui/texts';
import type { DocumentView } from '../../api';
import { instantOf } from '../../dialogs/instant';
import { LazyDay } from '../../dialogs/LazyDay';
import classes from '../Distribution.module.css';
import { templatesQuery, useDistributionVerb } from '../queries';
import { bodyOf, draftOf, dueAtOf, EMPTY, isWhole, targetsOf, type Draft } from './form';
import { FormFields } from './FormFields';
import { PreviewBox } from './PreviewBox';
import { texts } from './texts';

interface SendDialogProps {
  document: DocumentView;
  onClose: () => void;
}

/** Who would get it; asked anew whenever the audience changes. */
function usePreview(document: DocumentView, draft: Draft, offset: number) {
  const body = { audience: targetsOf(draft.audience), open_to_hidden: draft.hidden, offset };
  return useQuery({
    queryKey: ['distributions', 'preview', document.id, body],
    queryFn: () =>
      answer(
        api.POST('/api/v1/documents/{ref}/distributions/preview', { params: { path: { ref: document.id } }, body }),
      ),
    enabled: draft.audience.length > 0,
    placeholderData: draft.audience.length > 0 ? keepPreviousData : undefined,
  });
}

/** Sends the document: to whom, by when, with which words and questions; counted and named before it goes. */
export function SendDialog({ document, onClose }: SendDialogProps) {
  const t = useTexts(texts);
  return (
    <Dialog opened onClose={onClose} title={t.title} size="xl">
      <SendForm document={document} onClose={onClose} />
    </Dialog>
  );
}

function SendForm({ document, onClose }: SendDialogProps) {
  const t = useTexts(texts);
  const common = useTexts(uiTexts);
  const [draft, setDraft] = useState<Draft>(EMPTY);
  const [offset, setOffset] = useState(0);
  const [when, setWhen] = useState<'now' | 'later'>('now');
  const [day, setDay] = useState('');
  const [time, setTime] = useState('08:00');
  const [missing, setMissing] = useState(false);
  const preview = usePreview(document, draft, offset);
  const people = draft.audience.length > 0 ? preview.data : undefined;
  const change = (to: Partial<Draft>) => {
    setDraft((now) => ({ ...now, ...to }));
    if ('audience' in to || 'hidden' in to) setOffset(0);
  };
  const verb = useDistributionVerb({
    run: () =>
      answer(
        api.POST('/api/v1/documents/{ref}/distributions', {
          params: { path: { ref: document.id } },
          body: {
            ...bodyOf(draft),
            due_at: dueAtOf(draft),
            send_at: when === 'later' ? instantOf(day, time) : null,
          },
        }),
      ),
    done: when === 'later' ? t.planned : t.sent,
    onDone: onClose,
  });
  const gap =
    draft.audience.length === 0 ||
    (draft.due === 'at' && dueAtOf(draft) === null) ||
    (when === 'later' && instantOf(day, time) === null) ||
    (draft.confirm && !draft.questions.every(isWhole));
  const refused = preview.error && draft.audience.length > 0 ? asProblem(preview.error) : null;
  return (
    <Form
      label={t.title}
      onSubmit={(event) => {
        event.preventDefault();
        if (gap) setMissing(true);
        else verb.mutate();
      }}
    >
      <Stack gap="md">
        <p className="mks-note">{t.lead(document.title)}</p>
        <FormProblem
          problem={verb.problem ?? refused}
          more={verb.problem?.fields.map(({ message }) => message) ?? []}
        />
        <TemplateSelect onChoose={(chosen) => setDraft(chosen)} />
        <FormFields draft={draft} onChange={change} missing={missing} dated />
        <Radio.Group label={t.when} value={when} onChange={(value) => setWhen(value === 'later' ? 'later' : 'now')}>
          <Group gap="lg" mt="xs">
            <Radio value="now" label={t.now} className={classes.choice} />
            <Radio value="later" label={t.later} className={classes.choice} />
          </Group>
        </Radio.Group>
        {when === 'later' && (
          <div className={classes.pair}>
            <LazyDay label={t.day} value={day} onChange={setDay} />
            <TextInput
              label={t.time}
              value={time}
              onChange={(event) => setTime(event.currentTarget.value)}
              error={missing && (day === '' || time === '') && t.dayMissing}
            />
          </div>
        )}
        <PreviewBox preview={people} onPage={setOffset} />
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            {common.cancel}
          </Button>
          <Button
            type="submit"
            leftSection={<IconSend size={20} />}
            loading={verb.isPending}
            disabled={people?.recipients === 0}
          >
            {people ? t.send(people.recipients) : t.sendNone}
          </Button>
        </Group>
      </Stack>
    </Form>
  );
}

/** Fills the form from a template. */
function TemplateSelect({ onChoose }: { onChoose: (draft: Draft) => void }) {
  const t = useTexts(texts);
  const { data } = useQuery(templatesQuery);
  const [chosen, setChosen] = useState<string | null>(null);
  const usable = data?.items.filter(({ archived }) => !archived) ?? [];
  if (usable.length === 0) return null;
  return (
    <Select
      label={t.template}
      placeholder={t.templateNone}
      clearable
      data={usable.map(({ id, name }) => ({ value: id, label: name }))}
      value={chosen}
      onChange={(id) => {
        setChosen(id);
        const found = usable.find((one) => one.id === id);
        if (found) onChoose(draftOf(found));
      }}
    />
  );
}
