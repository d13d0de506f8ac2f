import { MultiSelect, Radio, Select } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useQuery } from '@tanstack/react-query';
import type { Attachment } from '@/api/uploads';
import { useTexts } from '@/lib/texts';
import { DayField } from '@/ui/DayField';
import { workTypesQuery } from '../../api';
import { projectsToChooseQuery } from '../choices';
import classes from '../Consultations.module.css';
import { expertsQuery, PRIORITIES, proposalsQuery } from '../queries';
import { texts as shared } from '../texts';
import { texts } from './texts';

export interface Question extends Record<string, unknown> {
  /** One id for all tries, also after a reload, so that a broken line asks nothing twice. */
  id: string;
  title: string;
  question: string;
  priority: string;
  specialty: string;
  wanted_on: string;
  expert_id: string;
  project_id: string;
  work_types: string[];
  /** The photos and files that have arrived. */
  files: Attachment[];
}

/** What is chosen for a question: how urgent it is, its field, whom to ask, where, and until when. */
export function Choices({ form }: { form: UseFormReturnType<Question> }) {
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
          description={t.bestHint}
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
