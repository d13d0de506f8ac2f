import { MultiSelect, Select, TagsInput, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useQuery } from '@tanstack/react-query';
import { useTexts } from '@/lib/texts';
import { AUDIENCES, categoriesQuery, workTypesQuery, type DocumentView } from '../api';
import { texts as shared } from '../texts';
import classes from './Dialogs.module.css';
import { LazyDay } from './LazyDay';
import { PersonLookup, ProjectLookup } from './Lookup';
import type { PropertyValues } from './properties';
import { texts } from './texts';

interface PropertyFieldsProps {
  document: DocumentView;
  form: UseFormReturnType<PropertyValues>;
}

/** The fields of a document's properties, the most used first. */
export function PropertyFields({ document, form }: PropertyFieldsProps) {
  const t = useTexts(texts);
  const s = useTexts(shared);
  const { values } = form;
  const { data: workTypes } = useQuery(workTypesQuery);
  return (
    <>
      <div className={classes.pair}>
        <Select
          label={s.audience}
          allowDeselect={false}
          disabled={!document.can.set_audience}
          data={AUDIENCES.map((value) => ({ value, label: s.audiences[value] }))}
          {...form.getInputProps('audience')}
        />
        <CategorySelect document={document} form={form} />
      </div>
      <MultiSelect
        label={s.workTypes}
        searchable
        clearable
        hidePickedOptions
        data={choices(workTypes?.items ?? [], document.work_types)}
        {...form.getInputProps('work_types')}
      />
      <TagsInput
        label={s.tags}
        description={t.tagsHint}
        maxTags={30}
        acceptValueOnBlur
        isDuplicate={() => false}
        {...form.getInputProps('tags')}
      />
      <div className={classes.pair}>
        <ProjectLookup
          label={s.project}
          {...(values.audience === 'site' ? { hint: t.siteHint } : {})}
          chosen={values.project_id ? { value: values.project_id, label: values.project } : null}
          onChoose={(choice) => form.setValues({ project_id: choice?.value ?? '', project: choice?.label ?? '' })}
          error={form.errors['project_id']}
        />
        <TextInput label={t.section} maxLength={100} {...form.getInputProps('work_section')} />
      </div>
      <div className={classes.pair}>
        <PersonLookup
          document={document}
          label={s.owner}
          chosen={values.owner_id ? { value: values.owner_id, label: values.owner } : null}
          onChoose={(choice) => form.setValues({ owner_id: choice?.value ?? '', owner: choice?.label ?? '' })}
          error={form.errors['owner_id']}
        />
        <TextInput
          label={t.ownerName}
          maxLength={100}
          disabled={values.owner_id !== ''}
          {...form.getInputProps('owner_name')}
        />
      </div>
      <div className={classes.pair}>
        <TextInput label={t.number} maxLength={100} {...form.getInputProps('number')} />
        <LazyDay
          label={t.nextReview}
          value={values.next_review_on}
          onChange={(day) => form.setFieldValue('next_review_on', day)}
        />
      </div>
    </>
  );
}

function CategorySelect({ document, form }: PropertyFieldsProps) {
  const s = useTexts(shared);
  const { data } = useQuery(categoriesQuery(document.kind));
  return (
    <Select
      label={s.category}
      searchable
      clearable
      data={choices(data?.items ?? [], document.category ? [document.category] : [])}
      error={form.errors['category']}
      value={form.values.category || null}
      onChange={(value) => form.setFieldValue('category', value ?? '')}
    />
  );
}

interface Named {
  code: string;
  name: string;
  archived_at?: string | null;
}

/** Those in use, and those that stand in the document although they are no longer in use. */
function choices(items: readonly Named[], present: readonly Named[]) {
  const usable = items.filter(({ archived_at }) => !archived_at);
  const kept = present.filter(({ code }) => !usable.some((item) => item.code === code));
  return [...usable, ...kept].map(({ code, name }) => ({ value: code, label: name }));
}
