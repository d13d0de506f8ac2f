import { Button, Skeleton, Textarea, TextInput, UnstyledButton } from '@mantine/core';
import { IconArrowLeft, IconChevronDown, IconSend } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { useTexts } from '@/lib/texts';
import { DraftNotice } from '@/ui/DraftNotice';
import { Form } from '@/ui/Form';
import { FormProblem } from '@/ui/FormProblem';
import { Page } from '@/ui/Page';
import { showToast } from '@/ui/toastStore';
import { answer, api } from '@/api/client';
import { TYPES } from '../api';
import { TYPE_ICONS } from '../icons';
import classes from '../Incidents.module.css';
import { PhotoField, useAttaching } from '../PhotoField';
import { SiteSelect } from '../SiteSelect';
import { texts as shared } from '../texts';
import { KindPicker } from './KindPicker';
import { texts } from './texts';
import { hasName, instantOf, useReport, type Report } from './useReport';

const PeopleFields = lazy(async () => ({ default: (await import('./PeopleFields')).PeopleFields }));

/** A report in half a minute on the phone: pictures, a photo, one sentence; the rest where somebody has time. */
export function ReportPage() {
  const t = useTexts(texts);
  const s = useTexts(shared);
  return (
    <Page
      title={t.title}
      lead={t.lead}
      width="narrow"
      above={
        <Link to="/incidents" className={classes.back}>
          <IconArrowLeft size={18} aria-hidden />
          {s.back}
        </Link>
      }
    >
      <ReportForm />
    </Page>
  );
}

function ReportForm() {
  const t = useTexts(texts);
  const navigate = useNavigate();
  const [tried, setTried] = useState(false);
  const { form, draft, send, problem } = useReport((incident) => {
    showToast(t.sent);
    incident.warnings.forEach((warning) => showToast(warning, { tone: 'attention' }));
    void navigate({ to: '/incidents/$code', params: { code: incident.code } });
  });
  const { values } = form;
  const set = (fields: Partial<Report>) => form.setValues(fields);
  const uploads = useAttaching((photo) =>
    form.setValues(({ photos: before = [] }) => ({ photos: [...before, photo] })),
  );
  const { data: can } = useQuery({
    queryKey: ['incidents', 'can'],
    queryFn: () => answer(api.GET('/api/v1/incidents', { params: { query: { limit: 1 } } })).then((page) => page.can),
  });
  const moment = instantOf(values);
  const faults = {
    story: values.description.trim() === '' && t.storyMissing,
    site: can?.report_without_site === false && values.project_id === '' && t.siteMissing,
    moment: moment === null && t.momentMissing,
  };
  const submit = () => {
    setTried(true);
    if (!faults.story && !faults.site && !faults.moment && !uploads.busy) send.mutate(values);
  };
  return (
    <Form onSubmit={form.onSubmit(submit)} label={t.form}>
      <div className={classes.form}>
        <DraftNotice draft={draft} />
        <fieldset className={classes.question}>
          <legend>{t.what}</legend>
          <TypeChoice value={values.type} onChange={(type) => set({ type })} />
        </fieldset>
        <PhotoField
          label={t.photos}
          uploads={uploads}
          photosOnly
          shown={values.photos}
          onRemove={(id) => set({ photos: values.photos.filter((photo) => photo.id !== id) })}
        />
        <KindPicker value={values.accident_type} onChange={(code) => set({ accident_type: code })} />
        <Textarea
          label={t.story}
          description={t.storyNoName}
          placeholder={t.storyHint}
          required
          withAsterisk
          autosize
          minRows={3}
          maxLength={20_000}
          {...form.getInputProps('description')}
          error={tried && faults.story}
        />
        {hasName(values) && (
          <p role="status" className={classes.notice}>
            {t.nameInStory}
          </p>
        )}
        <WhenField values={values} set={set} fault={tried && faults.moment} />
        <SiteSelect
          label={t.site}
          required={can?.report_without_site === false}
          chosen={values.project_id ? { value: values.project_id, label: values.project } : null}
          onChoose={(site) => set({ project_id: site?.value ?? '', project: site?.label ?? '' })}
          error={tried && faults.site}
        />
        <TextInput label={t.place} placeholder={t.placeHint} maxLength={300} {...form.getInputProps('place')} />
        <Weather value={values.weather} onChange={(weather) => set({ weather })} />
        <details className={classes.fold}>
          <summary className="mks-target">
            {t.more}
            <IconChevronDown size={20} aria-hidden />
          </summary>
          <div className={classes.form}>
            <TextInput label={t.work} maxLength={300} {...form.getInputProps('work')} />
            <TextInput label={t.machine} maxLength={300} {...form.getInputProps('machine')} />
            <Textarea label={t.immediate} autosize minRows={2} maxLength={4000} {...form.getInputProps('immediate')} />
            <fieldset className={classes.question}>
              <legend>{t.people}</legend>
              <Suspense fallback={<Skeleton height={120} />}>
                <PeopleFields people={values.people} onChange={(people) => set({ people })} />
              </Suspense>
            </fieldset>
          </div>
        </details>
        <FormProblem problem={problem} more={problem?.fields.map(({ message }) => message) ?? []} />
        <Button type="submit" size="xl" leftSection={<IconSend size={24} aria-hidden />} loading={send.isPending}>
          {t.send}
        </Button>
      </div>
    </Form>
  );
}

function TypeChoice({ value, onChange }: { value: Report['type']; onChange: (type: Report['type']) => void }) {
  const s = useTexts(shared);
  return (
    <div className={classes.pictures}>
      {TYPES.map((type) => {
        const Picture = TYPE_ICONS[type];
        return (
          <UnstyledButton
            key={type}
            className={classes.picture}
            aria-pressed={value === type}
            onClick={() => onChange(type)}
          >
            <Picture size={36} aria-hidden />
            <span>{s.types[type]}</span>
          </UnstyledButton>
        );
      })}
    </div>
  );
}

interface WhenFieldProps {
  values: Report;
  set: (fields: Partial<Report>) => void;
  fault: string | false;
}

function WhenField({ values, set, fault }: WhenFieldProps) {
  const t = useTexts(texts);
  return (
    <fieldset className={classes.question}>
      <legend>{t.when}</legend>
      <div className={classes.chips}>
        {(
          [
            ['now', t.now],
            ['hour', t.hourAgo],
            ['date', t.date],
          ] as const
        ).map(([when, label]) => (
          <Button
            key={when}
            radius="xl"
            variant={values.when === when ? 'filled' : 'default'}
            aria-pressed={values.when === when}
            onClick={() => set({ when })}
          >
            {label}
          </Button>
        ))}
      </div>
      {values.when === 'date' && (
        <TextInput
          mt="sm"
          type="datetime-local"
          label={t.moment}
          required
          withAsterisk
          value={values.moment}
          onChange={(event) => set({ moment: event.currentTarget.value })}
          error={fault}
        />
      )}
    </fieldset>
  );
}

function Weather({ value, onChange }: { value: string; onChange: (weather: string) => void }) {
  const t = useTexts(texts);
  return (
    <fieldset className={classes.question}>
      <legend>{t.weather}</legend>
      <div className={classes.chips}>
        {t.weathers.split('|').map((weather) => (
          <Button
            key={weather}
            radius="xl"
            variant={value === weather ? 'filled' : 'default'}
            aria-pressed={value === weather}
            onClick={() => onChange(value === weather ? '' : weather)}
          >
            {weather}
          </Button>
        ))}
      </div>
    </fieldset>
  );
}
