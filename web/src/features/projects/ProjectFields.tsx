import { MultiSelect, Textarea, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useQuery } from '@tanstack/react-query';
import { halfWidth, katakana, orNull } from '@/lib/normalise';
import { useTexts } from '@/lib/texts';
import { DayInForm } from './DayInForm';
import classes from './Projects.module.css';
import { workTypesQuery, type Project } from './queries';
import { texts } from './texts';

export interface ProjectValues extends Record<string, unknown> {
  name: string;
  name_kana: string;
  code: string;
  client: string;
  region: string;
  work_types: string[];
  starts_on: string;
  ends_on: string;
  access_days_after_end: string;
  budget: string;
  description: string;
}

export const NO_PROJECT: ProjectValues = {
  name: '',
  name_kana: '',
  code: '',
  client: '',
  region: '',
  work_types: [],
  starts_on: '',
  ends_on: '',
  access_days_after_end: '30',
  budget: '',
  description: '',
};

const MOST_ACCESS_DAYS = 3650;

export const projectValues = (project: Project): ProjectValues => ({
  name: project.name,
  name_kana: project.name_kana ?? '',
  code: project.code,
  client: project.client ?? '',
  region: project.region ?? '',
  work_types: project.work_types.map(({ code }) => code),
  starts_on: project.starts_on ?? '',
  ends_on: project.ends_on ?? '',
  access_days_after_end: String(project.access_days_after_end),
  budget: project.budget === null ? '' : String(project.budget),
  description: project.description ?? '',
});

/** Yen as people write them, with or without commas; null for none, NaN for what is no amount. */
function yenOf(typed: string): number | null {
  const plain = halfWidth(typed).replaceAll(/[,\s円¥]/g, '');
  if (plain === '') return null;
  return /^\d{1,14}$/.test(plain) ? Number(plain) : Number.NaN;
}

/** What the fields say, as the server stores it. */
export const projectBody = (values: ProjectValues) => ({
  name: values.name.trim(),
  name_kana: orNull(katakana(values.name_kana)),
  code: halfWidth(values.code).toUpperCase(),
  client: orNull(values.client),
  region: orNull(values.region),
  work_types: values.work_types,
  starts_on: orNull(values.starts_on),
  ends_on: orNull(values.ends_on),
  access_days_after_end: Number(halfWidth(values.access_days_after_end)),
  budget: yenOf(values.budget),
  description: orNull(values.description),
});

export type ProjectBody = ReturnType<typeof projectBody>;

interface ProjectFieldsProps<T extends ProjectValues> {
  form: UseFormReturnType<T>;
  /** What the project has already, which the master may offer no more. */
  present?: Project['work_types'];
}

export function ProjectFields<T extends ProjectValues>({ form, present = [] }: ProjectFieldsProps<T>) {
  const t = useTexts(texts);
  const { data } = useQuery(workTypesQuery);
  const offered = (data?.items ?? []).map(({ code, name }) => ({ value: code, label: name }));
  const kept = present
    .filter(({ code }) => !offered.some(({ value }) => value === code))
    .map(({ code, name }) => ({ value: code, label: name }));
  const input = (name: keyof ProjectValues & string) => form.getInputProps(name);
  const set = (name: 'starts_on' | 'ends_on') => (day: string) => form.setFieldValue(name, day as never);
  return (
    <>
      <TextInput label={t.name} required withAsterisk autoComplete="off" {...input('name')} />
      <TextInput label={t.kana} description={t.kanaHint} autoComplete="off" {...input('name_kana')} />
      <TextInput
        label={t.code}
        description={t.codeHint}
        required
        withAsterisk
        autoCapitalize="characters"
        autoComplete="off"
        {...input('code')}
      />
      <div className={classes.pair}>
        <TextInput label={t.client} autoComplete="off" {...input('client')} />
        <TextInput label={t.region} autoComplete="off" {...input('region')} />
      </div>
      <MultiSelect
        label={t.workTypes}
        searchable
        clearable
        hidePickedOptions
        data={[...offered, ...kept]}
        nothingFoundMessage={t.notFound}
        {...input('work_types')}
      />
      <div className={classes.pair}>
        <DayInForm
          label={t.startsOn}
          value={form.values.starts_on}
          onChange={set('starts_on')}
          error={form.errors['starts_on']}
        />
        <DayInForm
          label={t.endsOn}
          value={form.values.ends_on}
          onChange={set('ends_on')}
          error={form.errors['ends_on']}
        />
      </div>
      <TextInput
        label={t.accessDays}
        description={t.accessDaysHint}
        inputMode="numeric"
        autoComplete="off"
        {...input('access_days_after_end')}
      />
      <TextInput
        label={t.budget}
        description={t.budgetHint}
        inputMode="numeric"
        autoComplete="off"
        {...input('budget')}
      />
      <Textarea label={t.description} autosize minRows={3} maxRows={12} {...input('description')} />
    </>
  );
}

/** What must be there before the server is asked. */
export function useProjectChecks() {
  const t = useTexts(texts);
  return {
    name: (value: unknown) => (String(value).trim() === '' ? t.nameMissing : null),
    code: (value: unknown) => (halfWidth(String(value)) === '' ? t.codeMissing : null),
    ends_on: (value: unknown, values: ProjectValues) =>
      value !== '' && values.starts_on !== '' && String(value) < values.starts_on ? t.wrongOrder : null,
    budget: (value: unknown) => (Number.isNaN(yenOf(String(value))) ? t.budgetWrong : null),
    access_days_after_end: (value: unknown) =>
      /^\d+$/.test(halfWidth(String(value))) && Number(halfWidth(String(value))) <= MOST_ACCESS_DAYS
        ? null
        : t.accessDaysMissing,
  };
}
