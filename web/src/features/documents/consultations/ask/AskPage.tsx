import { Button, Group, MultiSelect, Radio, Select, Stack, TextInput } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import { answer, api } from '@/api/client';
import { asProblem } from '@/api/problem';
import { randomId } from '@/lib/ids';
import { orNull } from '@/lib/normalise';
import { useTexts } from '@/lib/texts';
import { Card } from '@/ui/Card';
import { DayField } from '@/ui/DayField';
import { DraftNotice } from '@/ui/DraftNotice';
import { focusFirst, Form, showFieldProblems } from '@/ui/Form';
import { FormProblem } from '@/ui/FormProblem';
import { Page } from '@/ui/Page';
import { useDraftForm } from '@/ui/useDraftForm';
import { workTypesQuery } from '../../api';
import { BodyField } from '../../editor/BodyField';
import pageClasses from '../../page/Page.module.css';
import { projectsToChooseQuery } from '../choices';
import classes from '../Consultations.module.css';
import { Known } from './Known';
import {
  expertsQuery,
  PRIORITIES,
  proposalsQuery,
  useConsultationVerb,
  type Consultation,
  type Priority,
} from '../queries';
import { texts as shared } from '../texts';
import { texts } from './texts';

const route = getRouteApi('/shell/consultations/new');

interface Question extends Record<string, unknown> {
  title: string;
  question: string;
  priority: string;
  specialty: string;
  wanted_on: string;
  expert_id: string;
  project_id: string;
  work_types: string[];
}

const NOTHING: Question = {
  title: '',
  question: '',
  priority: 'normal',
  specialty: '',
  wanted_on: '',
  expert_id: '',
  project_id: '',
  work_types: [],
};

/** Asks an expert. While the question is typed, what is known already stands beside it. */
export function AskPage() {
  const t = useTexts(texts);
  const s = useTexts(shared);
  const navigate = route.useNavigate();
  const { expert, title } = route.useSearch();
  const [id] = useState(randomId);
  const [addresses] = useState(() => new Map<string, string>());
  const [more, setMore] = useState<string[]>([]);
  const begun = { ...NOTHING, expert_id: expert ?? '', title: title ?? '' };
  const { form, draft } = useDraftForm<Question>('consultation.ask', begun, {
    title: (value) => (value.trim() === '' ? t.titleMissing : null),
    question: (value) => (value.trim() === '' ? t.questionMissing : null),
  });
  const values = form.values;
  const ask = useConsultationVerb<Question>({
    run: async (sent) => {
      try {
        const asked = await answer(api.POST('/api/v1/consultations', { body: bodyOf(sent, id) }));
        draft.done();
        await navigate({ to: '/consultations/$code', params: { code: asked.code } });
        return asked as Consultation;
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
              <Choices form={form} />
              <Group justify="flex-end">
                <Button type="submit" loading={ask.isPending}>
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

function bodyOf(sent: Question, id: string) {
  return {
    id,
    title: sent.title,
    question: sent.question,
    priority: sent.priority as Priority,
    specialty: sent.specialty,
    wanted_on: orNull(sent.wanted_on),
    expert_id: orNull(sent.expert_id),
    metadata: {
      audience: 'internal' as const,
      tags: [],
      work_types: sent.work_types,
      project_id: orNull(sent.project_id),
    },
  };
}

function Choices({ form }: { form: ReturnType<typeof useDraftForm<Question>>['form'] }) {
  const t = useTexts(texts);
  const s = useTexts(shared);
  const { values } = form;
  const experts = useQuery(expertsQuery({}));
  const projects = useQuery(projectsToChooseQuery);
  const workTypes = useQuery(workTypesQuery);
  const proposals = useQuery(proposalsQuery(values.specialty));
  const people = (proposals.data?.items ?? []).map(({ person, reasons }) => ({
    value: person.id ?? '',
    label: `${person.name}（${reasons.join('・')}）`,
  }));
  return (
    <>
      <Radio.Group
        label={s.priority}
        value={values.priority}
        onChange={(priority) => form.setFieldValue('priority', priority)}
      >
        <div className={classes.pair}>
          {PRIORITIES.toReversed().map((priority) => (
            <Radio
              key={priority}
              value={priority}
              label={s.priorities[priority]}
              description={s.priorityHint[priority]}
            />
          ))}
        </div>
      </Radio.Group>
      <div className={classes.pair}>
        <Select
          label={s.specialty}
          description={t.specialtyHint}
          placeholder={s.specialtyNone}
          clearable
          searchable
          data={experts.data?.specialties.slice() ?? []}
          value={values.specialty || null}
          onChange={(specialty) => form.setFieldValue('specialty', specialty ?? '')}
        />
        <Select
          label={t.toWhom}
          description={t.best}
          placeholder={t.best}
          clearable
          data={people}
          value={values.expert_id || null}
          onChange={(expert) => form.setFieldValue('expert_id', expert ?? '')}
          error={form.errors['expert_id']}
        />
        <Select
          label={s.project}
          clearable
          searchable
          data={projects.data ?? []}
          value={values.project_id || null}
          onChange={(project) => form.setFieldValue('project_id', project ?? '')}
        />
        <MultiSelect
          label={s.workTypes}
          clearable
          searchable
          data={(workTypes.data?.items ?? []).map(({ code, name }) => ({ value: code, label: name }))}
          value={values.work_types}
          onChange={(codes) => form.setFieldValue('work_types', codes)}
        />
        <DayField
          label={s.wantedOn}
          value={values.wanted_on || null}
          onChange={(day) => form.setFieldValue('wanted_on', day ?? '')}
        />
      </div>
    </>
  );
}
