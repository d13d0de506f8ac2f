import { Button, Select, Skeleton, Textarea, TextInput } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { useTexts } from '@/lib/texts';
import { ButtonLink } from '@/ui/ButtonLink';
import { ConflictDialog } from '@/ui/ConflictDialog';
import { DraftNotice } from '@/ui/DraftNotice';
import { Form } from '@/ui/Form';
import { FormProblem } from '@/ui/FormProblem';
import { Loaded } from '@/ui/Loaded';
import { Message } from '@/ui/Message';
import { Page } from '@/ui/Page';
import { showToast } from '@/ui/toastStore';
import { codesQuery, incidentQuery, TYPES, type IncidentView } from '../api';
import { contentOf, toldOf } from '../content';
import classes from '../Incidents.module.css';
import { instantOfLocal, localOf } from '../moments';
import { texts as page } from '../page/texts';
import { texts as shared } from '../texts';
import { CauseRows, TimelineRows, WhyRows } from './rows';
import { SeverityMatrix } from './SeverityMatrix';
import { texts } from './texts';
import { useEditing, type Editing } from './useEditing';

const Pictures = lazy(async () => ({ default: (await import('./Pictures')).Pictures }));
const PeopleFields = lazy(async () => ({ default: (await import('../report/PeopleFields')).PeopleFields }));
const route = getRouteApi('/shell/incidents/$code/edit');

/** Everything that is told of an incident, to be written by those who investigate it. */
export function EditPage() {
  const t = useTexts(texts);
  const { code } = route.useParams();
  const query = useQuery(incidentQuery(code));
  return (
    <Loaded query={query} lines={8} page={t.form} next={<ButtonLink to="/incidents">{t.back}</ButtonLink>}>
      {(incident) => (
        <Page
          title={t.title(incident.code)}
          lead={incident.title}
          width="narrow"
          above={
            <Link to="/incidents/$code" params={{ code: incident.code }} className={classes.back}>
              <IconArrowLeft size={18} aria-hidden />
              {t.back}
            </Link>
          }
        >
          {incident.can.change ? (
            <EditForm key={incident.id} incident={incident} />
          ) : (
            <Message title={t.forbidden} detail={t.forbiddenDetail} />
          )}
        </Page>
      )}
    </Loaded>
  );
}

function EditForm({ incident }: { incident: IncidentView }) {
  const t = useTexts(texts);
  const s = useTexts(shared);
  const navigate = useNavigate();
  const editing = useEditing(incident, (saved) => {
    showToast(s.saved);
    saved.warnings.forEach((warning) => showToast(warning, { tone: 'attention' }));
    void navigate({ to: '/incidents/$code', params: { code: saved.code } });
  });
  const { form, draft, problem } = editing;
  const { values } = form;
  const set = (fields: Partial<Editing>) => form.setValues(fields);
  const labels = Object.fromEntries(contentOf(incident).people.map(({ id, label }) => [id, label]));
  return (
    <>
      <Form onSubmit={form.onSubmit(editing.submit)} label={t.form}>
        <div className={classes.form}>
          <DraftNotice draft={draft} />
          <Basics values={values} set={set} />
          <SeverityMatrix
            likelihood={values.likelihood ?? null}
            consequence={values.consequence ?? null}
            onChoose={(likelihood, consequence) => set({ likelihood, consequence })}
          />
          <Textarea
            label={t.story}
            required
            withAsterisk
            autosize
            minRows={4}
            maxLength={20_000}
            value={values.description}
            onChange={({ currentTarget }) => set({ description: currentTarget.value })}
          />
          <Textarea
            label={t.immediate}
            autosize
            minRows={2}
            maxLength={4000}
            value={values.immediate ?? ''}
            onChange={({ currentTarget }) => set({ immediate: currentTarget.value })}
          />
          <Suspense fallback={<Skeleton height={120} />}>
            <Pictures
              photos={values.photos}
              addresses={incident.pictures}
              onChange={(change) => form.setValues(({ photos = [] }) => ({ photos: change(photos) }))}
            />
          </Suspense>
          <fieldset className={classes.question}>
            <legend>{t.people}</legend>
            <Suspense fallback={<Skeleton height={120} />}>
              <PeopleFields people={values.people} labels={labels} onChange={(people) => set({ people })} />
            </Suspense>
          </fieldset>
          <TimelineRows rows={values.timeline ?? []} onChange={(timeline) => set({ timeline })} />
          <CauseRows rows={values.causes ?? []} onChange={(causes) => set({ causes })} />
          <WhyRows rows={values.whys ?? []} onChange={(whys) => set({ whys })} />
          <TextInput
            label={t.reason}
            maxLength={1000}
            value={values.reason}
            onChange={({ currentTarget }) => set({ reason: currentTarget.value })}
          />
          <FormProblem problem={problem} more={problem?.fields.map(({ message }) => message) ?? []} />
          <Button type="submit" size="lg" loading={editing.pending}>
            {s.save}
          </Button>
        </div>
      </Form>
      <ConflictDialog
        lines={editing.conflict && linesOf(editing.mine, editing.conflict, t)}
        pending={editing.pending}
        onKeepMine={editing.keepMine}
        onTakeTheirs={editing.takeTheirs}
        onCancel={editing.endConflict}
      />
    </>
  );
}

interface PartProps {
  values: Editing;
  set: (fields: Partial<Editing>) => void;
}

function Basics({ values, set }: PartProps) {
  const t = useTexts(texts);
  const s = useTexts(shared);
  const p = useTexts(page);
  const { data: codes } = useQuery(codesQuery);
  const number = (value: string | null) => (value === null ? null : Number(value));
  const line = (field: 'title' | 'place' | 'weather' | 'work' | 'machine', label: string) => (
    <TextInput
      label={label}
      maxLength={300}
      value={values[field] ?? ''}
      onChange={({ currentTarget }) => set({ [field]: currentTarget.value })}
    />
  );
  return (
    <fieldset className={classes.question}>
      <legend>{t.basics}</legend>
      <div className={classes.form}>
        {line('title', t.heading)}
        <Select
          label={s.type}
          allowDeselect={false}
          data={TYPES.map((value) => ({ value, label: s.types[value] }))}
          value={values.type}
          onChange={(value) => set({ type: TYPES.find((type) => type === value) ?? 'near_miss' })}
        />
        <TextInput
          type="datetime-local"
          label={t.moment}
          required
          withAsterisk
          value={localOf(values.occurred_at)}
          onChange={({ currentTarget }) =>
            set({ occurred_at: instantOfLocal(currentTarget.value) ?? values.occurred_at, time_known: true })
          }
        />
        {line('place', s.place)}
        {line('weather', p.weather)}
        {line('work', p.work)}
        {line('machine', p.machine)}
        <Select
          label={s.accidentType}
          clearable
          searchable
          data={(codes?.accident_types ?? []).map(({ code, name }) => ({ value: String(code), label: name }))}
          value={values.accident_type ? String(values.accident_type) : null}
          onChange={(value) => set({ accident_type: number(value) })}
        />
        <Select
          label={t.agent}
          clearable
          searchable
          data={(codes?.agents ?? []).map(({ name, agents }) => ({
            group: name,
            items: agents.map(({ code, name: agent }) => ({ value: String(code), label: agent })),
          }))}
          value={values.agent ? String(values.agent) : null}
          onChange={(value) => set({ agent: number(value) })}
        />
      </div>
    </fieldset>
  );
}

/** One's own entries beside the incident as it is now, part by part. */
function linesOf(mine: Partial<Record<string, unknown>>, current: IncidentView, t: { [key: string]: unknown }) {
  const theirs = toldOf(current) as unknown as Record<string, unknown>;
  const words = (value: unknown) =>
    typeof value === 'string' ? value : value === null || value === undefined ? '' : wordsIn(value);
  return Object.keys(mine)
    .filter((field) => field !== 'reason')
    .map((field) => ({
      field:
        typeof t[field] === 'string' ? t[field] : field === 'description' ? String(t['story']) : String(t['basics']),
      mine: words(mine[field]),
      theirs: words(theirs[field]),
    }));
}

function wordsIn(value: unknown): string {
  if (Array.isArray(value)) return value.map(wordsIn).filter(Boolean).join('\n');
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value)
      .filter(([key, inner]) => key !== 'id' && inner)
      .map(([, inner]) => wordsIn(inner))
      .join(' ');
  }
  return String(value);
}
