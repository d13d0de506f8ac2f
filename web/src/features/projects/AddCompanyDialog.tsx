import { Button, Group, Select, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { answer, api } from '@/api/client';
import { orNull } from '@/lib/normalise';
import { useTexts } from '@/lib/texts';
import { Dialog } from '@/ui/Dialog';
import { DraftNotice } from '@/ui/DraftNotice';
import { focusFirst, Form, showFieldProblems } from '@/ui/Form';
import { FormProblem } from '@/ui/FormProblem';
import { texts as uiTexts } from '@/ui/texts';
import { useDraftForm } from '@/ui/useDraftForm';
import { DayInForm } from './DayInForm';
import { LookupSelect } from './LookupSelect';
import classes from './Projects.module.css';
import { companiesToAddQuery, type Project } from './queries';
import { texts } from './texts';
import { useProjectVerb } from './useProjectVerb';

const DEEPEST_TIER = 9;

interface AddCompanyDialogProps {
  project: Project;
  opened: boolean;
  onClose: () => void;
}

interface NewPlace extends Record<string, unknown> {
  company_id: string;
  company: string;
  tier: string;
  work: string;
  starts_on: string;
  ends_on: string;
}

const NOWHERE: NewPlace = { company_id: '', company: '', tier: '', work: '', starts_on: '', ends_on: '' };

export function AddCompanyDialog({ project, opened, onClose }: AddCompanyDialogProps) {
  const t = useTexts(texts);
  return (
    <Dialog opened={opened} onClose={onClose} title={t.companyAddTitle(project.name)}>
      <AddCompanyForm project={project} onClose={onClose} />
    </Dialog>
  );
}

function AddCompanyForm({ project, onClose }: { project: Project; onClose: () => void }) {
  const t = useTexts(texts);
  const common = useTexts(uiTexts);
  const [more, setMore] = useState<string[]>([]);
  const { form, draft } = useDraftForm<NewPlace>(`project.${project.id}.company`, NOWHERE, {
    company_id: (value) => (value === '' ? t.companyMissing : null),
    tier: (value) => (value === '' ? t.tierMissing : null),
    ends_on: (value, { starts_on }) => (value !== '' && value < starts_on ? t.wrongOrder : null),
  });
  const add = useProjectVerb<NewPlace>({
    run: (values) =>
      answer(
        api.POST('/api/v1/projects/{project_id}/companies', {
          params: { path: { project_id: project.id } },
          body: {
            company_id: values.company_id,
            tier: Number(values.tier),
            work: orNull(values.work),
            starts_on: orNull(values.starts_on),
            ends_on: orNull(values.ends_on),
          },
        }),
      ),
    done: t.companyAdded(form.values.company),
    onDone: () => {
      draft.done();
      onClose();
    },
    onRefused: (problem) => setMore(showFieldProblems(form, problem)),
  });
  const tiers = Array.from({ length: DEEPEST_TIER + 1 }, (_, tier) => ({
    value: String(tier),
    label: t.tierName(tier),
  }));
  return (
    <Form
      onSubmit={form.onSubmit((values) => add.mutate(values), focusFirst(form))}
      label={t.companyAddTitle(project.name)}
    >
      <Stack gap="md">
        <DraftNotice draft={draft} />
        <FormProblem problem={add.problem} more={more} />
        <LookupSelect
          label={t.company}
          hint={t.companyHint}
          queryOf={(words) => companiesToAddQuery(project.id, words)}
          choiceOf={({ id, name }) => ({ value: id, label: name })}
          chosen={form.values.company_id ? { value: form.values.company_id, label: form.values.company } : null}
          onChoose={(choice) => form.setValues({ company_id: choice?.value ?? '', company: choice?.label ?? '' })}
          error={form.errors['company_id']}
        />
        <Select
          label={t.tier}
          required
          withAsterisk
          allowDeselect={false}
          data={tiers}
          {...form.getInputProps('tier')}
          value={form.values.tier || null}
        />
        <TextInput label={t.work} autoComplete="off" {...form.getInputProps('work')} />
        <div className={classes.pair}>
          <DayInForm
            label={t.startsOn}
            value={form.values.starts_on}
            onChange={(day) => form.setFieldValue('starts_on', day)}
            error={form.errors['starts_on']}
          />
          <DayInForm
            label={t.endsOn}
            value={form.values.ends_on}
            onChange={(day) => form.setFieldValue('ends_on', day)}
            error={form.errors['ends_on']}
          />
        </div>
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            {common.cancel}
          </Button>
          <Button type="submit" loading={add.isPending}>
            {t.companyAdd}
          </Button>
        </Group>
      </Stack>
    </Form>
  );
}
