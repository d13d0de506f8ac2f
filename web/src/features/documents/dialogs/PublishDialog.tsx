import { Button, Group, Input, Radio, Stack, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import { answer, api, ifMatch } from '@/api/client';
import type { Problem } from '@/api/problem';
import { queryClient } from '@/api/queryClient';
import { useTexts } from '@/lib/texts';
import { Dialog } from '@/ui/Dialog';
import { DraftNotice } from '@/ui/DraftNotice';
import { focusFirst, Form } from '@/ui/Form';
import { FormProblem } from '@/ui/FormProblem';
import { Outline } from '@/ui/Loaded';
import { texts as uiTexts } from '@/ui/texts';
import { useDraftForm } from '@/ui/useDraftForm';
import { documentQuery, type DocumentView } from '../api';
import { RouteNote } from '../approvals/RouteNote';
import { texts as shared } from '../texts';
import { useDocumentVerb } from '../useDocumentVerb';
import classes from './Dialogs.module.css';
import { instantOf } from './instant';
import { LazyDay } from './LazyDay';
import { texts } from './texts';

interface PublishDialogProps {
  document: DocumentView;
  /** The version of the draft the person has before their eyes. */
  version: number;
  onClose: () => void;
  /** Goes to the field that is still to be filled in: `content.title`. */
  onJump: (field: string) => void;
  onPublished: () => void;
}

interface FormProps extends PublishDialogProps {
  /** It takes a route of approval instead of being published at once. */
  routed: boolean;
}

interface Values extends Record<string, unknown> {
  reason: string;
  weight: string;
  when: string;
  day: string;
  time: string;
  note: string;
}

/** Freezes the draft as an edition: in force at once or at a time to come, or handed in for approval. */
export function PublishDialog(props: PublishDialogProps) {
  const t = useTexts(texts);
  // What was written a moment ago may have changed whether it needs approval.
  const { data, isFetchedAfterMount } = useQuery({ ...documentQuery(props.document.id), refetchOnMount: 'always' });
  const document = data ?? props.document;
  const routed = document.can.submit;
  return (
    <Dialog opened onClose={props.onClose} title={routed ? t.submitTitle : t.publishTitle}>
      {isFetchedAfterMount ? <PublishForm {...props} document={document} routed={routed} /> : <Outline lines={3} />}
    </Dialog>
  );
}

function usePublish({ document, version, routed, onPublished, onClose }: FormProps, done: () => void) {
  const t = useTexts(texts);
  const [later, setLater] = useState(false);
  return useDocumentVerb<Values>({
    run: (values) => {
      setLater(values.when === 'later');
      const sent = { params: { path: { ref: document.id } }, headers: ifMatch(version) };
      const body = {
        reason: values.reason.trim() === '' ? null : values.reason,
        is_material: values.weight === 'material',
        in_force_from: values.when === 'later' ? instantOf(values.day, values.time) : null,
      };
      return routed
        ? answer(api.POST('/api/v1/documents/{ref}/submit', { ...sent, body: { ...body, note: values.note } }))
        : answer(api.POST('/api/v1/documents/{ref}/publish', { ...sent, body }));
    },
    done: routed ? t.submitted : later ? t.scheduled : t.published,
    onDone: () => {
      void queryClient.invalidateQueries({ queryKey: ['approvals'] });
      done();
      onClose();
      onPublished();
    },
    onRefused: () => undefined,
  });
}

function PublishForm(props: FormProps) {
  const { document, routed, onClose, onJump } = props;
  const t = useTexts(texts);
  const s = useTexts(shared);
  const common = useTexts(uiTexts);
  const first = document.edition === null && document.next_edition === null;
  const { form, draft } = useDraftForm<Values>(
    `document.${document.id}.publish`,
    { reason: '', weight: 'material', when: 'now', day: '', time: '08:00', note: '' },
    {
      reason: (value) => (!first && value.trim() === '' ? t.reasonMissing : null),
      time: (_, { when, day, time }) => (when === 'later' && !isToCome(day, time) ? t.timeWrong : null),
    },
  );
  const publish = usePublish(props, draft.done);
  const gaps = publish.problem?.fields.filter(({ field }) => field.startsWith('content')) ?? [];
  return (
    <Form
      label={routed ? t.submitTitle : t.publishTitle}
      onSubmit={form.onSubmit((values) => publish.mutate(values), focusFirst(form))}
    >
      <Stack gap="md">
        <p className="mks-note">
          {routed ? t.submitLead : first ? t.publishFirst : t.publishNext}{' '}
          {t.audienceNow(s.audiences[document.audience])}
        </p>
        {routed && <RouteNote document={document} importance={document.importance} />}
        <DraftNotice draft={draft} />
        {gaps.length > 0 ? <Gaps gaps={gaps} onJump={onJump} /> : <Refusal problem={publish.problem} />}
        {!first && <Weight value={form.values.weight} onChange={(weight) => form.setFieldValue('weight', weight)} />}
        {!first && (
          <Textarea
            label={t.reason}
            description={t.reasonHint}
            required
            withAsterisk
            autosize
            minRows={2}
            maxLength={1000}
            {...form.getInputProps('reason')}
          />
        )}
        {routed && <Textarea label={t.note} autosize minRows={2} maxLength={1000} {...form.getInputProps('note')} />}
        <Radio.Group
          label={t.when}
          value={form.values.when}
          onChange={(when) => {
            form.setFieldValue('when', when);
            form.clearErrors();
          }}
        >
          <Group gap="lg" mt={4}>
            <Radio className={classes.radio ?? ''} value="now" label={t.now} />
            <Radio className={classes.radio ?? ''} value="later" label={t.later} />
          </Group>
        </Radio.Group>
        {form.values.when === 'later' && (
          <div>
            <div className={classes.pair}>
              <LazyDay label={t.day} value={form.values.day} onChange={(day) => form.setFieldValue('day', day)} />
              <TextInput
                label={t.time}
                placeholder={t.timeHint}
                inputMode="numeric"
                value={form.values.time}
                onChange={(event) => form.setFieldValue('time', event.currentTarget.value)}
              />
            </div>
            <div role="alert">{form.errors['time'] && <Input.Error mt={4}>{form.errors['time']}</Input.Error>}</div>
          </div>
        )}
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            {common.cancel}
          </Button>
          <Button type="submit" loading={publish.isPending}>
            {routed ? t.submit : form.values.when === 'later' ? t.schedule : t.publish}
          </Button>
        </Group>
      </Stack>
    </Form>
  );
}

function isToCome(day: string, time: string): boolean {
  const instant = instantOf(day, time);
  return instant !== null && instant > new Date().toISOString();
}

function Refusal({ problem }: { problem: Problem | null }) {
  return <FormProblem problem={problem} more={problem?.fields.map(({ message }) => message) ?? []} />;
}

function Weight({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const t = useTexts(texts);
  return (
    <Radio.Group label={t.weight} value={value} onChange={onChange}>
      <Stack gap="xs" mt={4}>
        <Radio className={classes.radio ?? ''} value="material" label={t.material} description={t.materialHint} />
        <Radio className={classes.radio ?? ''} value="editorial" label={t.editorial} description={t.editorialHint} />
      </Stack>
    </Radio.Group>
  );
}

/** What an edition still lacks; each line leads to its field. */
function Gaps({ gaps, onJump }: { gaps: Problem['fields']; onJump: (field: string) => void }) {
  const t = useTexts(texts);
  return (
    <div className={classes.gaps} role="alert">
      <strong>{t.gapsTitle}</strong>
      <ul>
        {gaps.map(({ field, message }) => (
          <li key={field}>
            <Button variant="subtle" size="compact-md" onClick={() => onJump(field)}>
              {message}
            </Button>
          </li>
        ))}
      </ul>
    </div>
  );
}
