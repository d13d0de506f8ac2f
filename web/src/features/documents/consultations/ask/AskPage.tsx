import { Button, Group, Stack, TextInput } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { getRouteApi, Link } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { answer, api } from '@/api/client';
import { asProblem } from '@/api/problem';
import { randomId } from '@/lib/ids';
import { orNull } from '@/lib/normalise';
import { useTexts } from '@/lib/texts';
import { Card } from '@/ui/Card';
import { DraftNotice } from '@/ui/DraftNotice';
import { focusFirst, Form, showFieldProblems } from '@/ui/Form';
import { FormProblem } from '@/ui/FormProblem';
import { Outline } from '@/ui/Loaded';
import { Page } from '@/ui/Page';
import { useDraftForm } from '@/ui/useDraftForm';
import { BodyField } from '../../editor/BodyField';
import pageClasses from '../../page/Page.module.css';
import classes from '../Consultations.module.css';
import type { Question } from './Choices';
import { Known } from './Known';
import { useConsultationVerb, type Priority } from '../queries';
import { texts as shared } from '../texts';
import { texts } from './texts';

// Calendars and lists to choose from are large; the words come first.
const Choices = lazy(async () => ({ default: (await import('./Choices')).Choices }));
const Photos = lazy(async () => ({ default: (await import('./Photos')).Photos }));
const route = getRouteApi('/shell/consultations/new');

const NOTHING: Question = {
  id: '',
  title: '',
  question: '',
  priority: 'normal',
  specialty: '',
  wanted_on: '',
  expert_id: '',
  project_id: '',
  work_types: [],
  files: [],
};

/** Asks an expert. While the question is typed, what is known already stands beside it. */
export function AskPage() {
  const t = useTexts(texts);
  const s = useTexts(shared);
  const navigate = route.useNavigate();
  const { expert, title } = route.useSearch();
  const [addresses] = useState(() => new Map<string, string>());
  const [more, setMore] = useState<string[]>([]);
  const [busy, setBusy] = useState(false);
  const [begun] = useState(() => ({ ...NOTHING, id: randomId(), expert_id: expert ?? '', title: title ?? '' }));
  const { form, draft } = useDraftForm<Question>('consultation.ask', begun, {
    title: (value) => (value.trim() === '' ? t.titleMissing : null),
    question: (value) => (value.trim() === '' ? t.questionMissing : null),
  });
  const values = form.values;
  const ask = useConsultationVerb<Question>({
    run: async (sent) => {
      try {
        const asked = await answer(api.POST('/api/v1/consultations', { body: bodyOf(sent) }));
        draft.done();
        await navigate({ to: '/consultations/$code', params: { code: asked.code } });
        return asked;
      } catch (cause) {
        setMore(showFieldProblems(form, asProblem(cause)));
        throw cause;
      }
    },
    done: t.askDone,
  });
  return (
    <Page
      title={t.askTitle}
      lead={t.askLead}
      above={
        <Link to="/consultations" className={pageClasses.back}>
          <IconArrowLeft size={18} aria-hidden />
          {s.back}
        </Link>
      }
    >
      <div className={classes.columns}>
        <Form label={t.askTitle} onSubmit={form.onSubmit((sent) => ask.mutate(sent), focusFirst(form))}>
          <Card>
            <Stack gap="md">
              <DraftNotice draft={draft} />
              <FormProblem problem={ask.problem} more={more} />
              <TextInput
                label={s.fieldTitle}
                description={t.titleHint}
                required
                withAsterisk
                maxLength={300}
                {...form.getInputProps('title')}
              />
              <div>
                <BodyField
                  label={s.fieldQuestion}
                  body={values.question}
                  addresses={addresses}
                  onChange={(body) => form.setFieldValue('question', body)}
                />
                {form.errors['question'] && <p role="alert">{form.errors['question']}</p>}
              </div>
              <Suspense fallback={<Outline lines={4} />}>
                <Photos
                  files={values.files}
                  onChange={(change) => form.setValues(({ files = [] }) => ({ files: change(files) }))}
                  onBusy={setBusy}
                />
                <Choices form={form} />
              </Suspense>
              <Group justify="flex-end">
                {busy && <span role="status">{t.photosOnTheWay}</span>}
                <Button type="submit" loading={ask.isPending} disabled={busy}>
                  {t.sendAsk}
                </Button>
              </Group>
            </Stack>
          </Card>
        </Form>
        <Known words={`${values.title} ${values.question}`} />
      </div>
    </Page>
  );
}

function bodyOf(sent: Question) {
  return {
    id: sent.id,
    title: sent.title,
    question: sent.question,
    priority: sent.priority as Priority,
    specialty: sent.specialty,
    wanted_on: orNull(sent.wanted_on),
    expert_id: orNull(sent.expert_id),
    attachments: sent.files.map(({ id }) => id),
    metadata: {
      audience: 'internal' as const,
      tags: [],
      work_types: sent.work_types,
      project_id: orNull(sent.project_id),
    },
  };
}
