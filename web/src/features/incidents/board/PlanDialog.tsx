import { Button, Group, Select, Stack, Textarea, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { answer, api, changeOf, ifMatch } from '@/api/client';
import { asProblem } from '@/api/problem';
import { randomId } from '@/lib/ids';
import { useTexts } from '@/lib/texts';
import { DayField } from '@/ui/DayField';
import { Dialog } from '@/ui/Dialog';
import { DraftNotice } from '@/ui/DraftNotice';
import { Form } from '@/ui/Form';
import { FormProblem } from '@/ui/FormProblem';
import { texts as uiTexts } from '@/ui/texts';
import { showToast } from '@/ui/toastStore';
import { useDraftForm } from '@/ui/useDraftForm';
import { incidentChanged, ownersQuery, type ActionView } from '../api';
import { attachedOf, PhotoField, useAttaching, type Attached } from '../PhotoField';
import { texts as shared } from '../texts';
import { texts } from './texts';

const WEEKS = [1, 2, 4, 8, 12, 26] as const;

interface Plan extends Record<string, unknown> {
  id: string;
  text: string;
  owner_id: string;
  owner: string;
  owner_name: string;
  due_on: string;
  weeks: number;
  photos: Attached[];
}

interface PlanDialogProps {
  /** The code of the incident. */
  incident: string;
  /** The version a new action rests on. */
  version?: number;
  /** The action to be changed; none for a new one. */
  action?: ActionView;
  onClose: () => void;
}

function begin(action: ActionView | undefined): Plan {
  return {
    id: randomId(),
    text: action?.text ?? '',
    owner_id: action?.owner?.id ?? '',
    owner: action?.owner?.id ? action.owner.name : '',
    owner_name: action?.owner && !action.owner.id ? action.owner.name : '',
    due_on: action?.due_on ?? '',
    weeks: action ? (action.effect_weeks ?? 0) : 4,
    photos: (action?.before ?? []).map(attachedOf),
  };
}

/** A corrective action: what, who, until when, how it was before, and when its effect is checked. */
export function PlanDialog({ incident, version = 0, action, onClose }: PlanDialogProps) {
  const t = useTexts(texts);
  const s = useTexts(shared);
  const common = useTexts(uiTexts);
  const [start] = useState(() => begin(action));
  const { form, draft } = useDraftForm<Plan>(`incident-plan.${action?.id ?? incident}`, start, {
    text: (text: string) => (text.trim() === '' ? t.textMissing : null),
    due_on: (day: string) => (day === '' ? t.dueMissing : null),
    owner_name: (name: string, { owner_id }) => (name.trim() === '' && owner_id === '' ? t.ownerMissing : null),
  });
  const uploads = useAttaching((photo) =>
    form.setValues(({ photos: before = [] }) => ({ photos: [...before, photo] })),
  );
  const send = useMutation({
    mutationFn: async (plan: Plan) => {
      const fields = {
        text: plan.text,
        owner_id: plan.owner_id || null,
        owner_name: plan.owner_id ? null : plan.owner_name,
        due_on: plan.due_on,
        effect_weeks: plan.weeks || null,
        before: plan.photos.map(({ id }) => id),
      };
      if (action) {
        await answer(
          api.PATCH('/api/v1/incident-actions/{action_id}', {
            params: { path: { action_id: action.id } },
            headers: ifMatch(action.version),
            body: changeOf(fields),
          }),
        );
        return undefined;
      }
      return answer(
        api.POST('/api/v1/incidents/{ref}/actions', {
          params: { path: { ref: incident } },
          headers: ifMatch(version),
          body: { ...fields, id: plan.id },
        }),
      );
    },
    onSuccess: (saved) => {
      draft.done();
      incidentChanged(saved);
      showToast(action ? s.saved : t.planned);
      onClose();
    },
    onError: (cause) => {
      if (asProblem(cause).status === 412) incidentChanged();
    },
  });
  const problem = send.error ? asProblem(send.error) : null;
  const title = action ? t.changeTitle : t.planTitle;
  const { values } = form;
  return (
    <Dialog opened onClose={onClose} title={title} size="lg">
      <Form onSubmit={form.onSubmit((plan) => send.mutate(plan))} label={title}>
        <Stack gap="md">
          <DraftNotice draft={draft} />
          <FormProblem problem={problem} more={problem?.fields.map(({ message }) => message) ?? []} />
          <Textarea
            label={t.text}
            required
            withAsterisk
            autosize
            minRows={2}
            maxLength={4000}
            {...form.getInputProps('text')}
          />
          <OwnerSelect
            incident={incident}
            chosen={values.owner_id ? { value: values.owner_id, label: values.owner } : null}
            onChoose={(owner) => form.setValues({ owner_id: owner?.value ?? '', owner: owner?.label ?? '' })}
          />
          {values.owner_id === '' && (
            <TextInput label={t.ownerName} maxLength={100} {...form.getInputProps('owner_name')} />
          )}
          <DayField
            label={t.due}
            value={values.due_on || null}
            onChange={(day) => form.setValues({ due_on: day ?? '' })}
          />
          {form.errors['due_on'] && <p role="alert">{form.errors['due_on']}</p>}
          <Select
            label={t.effectWeeks}
            allowDeselect={false}
            data={[
              { value: '0', label: t.effectNone },
              ...WEEKS.map((count) => ({ value: String(count), label: t.weeks(count) })),
            ]}
            value={String(values.weeks)}
            onChange={(value) => form.setValues({ weeks: Number(value) })}
          />
          <PhotoField
            label={t.photosBefore}
            uploads={uploads}
            shown={values.photos}
            onRemove={(id) => form.setValues({ photos: values.photos.filter((photo) => photo.id !== id) })}
          />
          <Group justify="flex-end" gap="sm">
            <Button variant="default" onClick={onClose}>
              {common.cancel}
            </Button>
            <Button type="submit" loading={send.isPending} disabled={uploads.busy}>
              {s.save}
            </Button>
          </Group>
        </Stack>
      </Form>
    </Dialog>
  );
}

interface Owner {
  value: string;
  label: string;
}

interface OwnerSelectProps {
  incident: string;
  chosen: Owner | null;
  onChoose: (owner: Owner | null) => void;
}

function OwnerSelect({ incident, chosen, onChoose }: OwnerSelectProps) {
  const t = useTexts(texts);
  const [typed, setTyped] = useState('');
  const [looked] = useDebouncedValue(typed, 250);
  const { data } = useQuery(ownersQuery(incident, looked === chosen?.label ? '' : looked));
  const found = (data?.items ?? []).map(({ id, name, company }) => ({
    value: id,
    label: company ? `${name}(${company.name})` : name,
  }));
  const choices = chosen && !found.some(({ value }) => value === chosen.value) ? [chosen, ...found] : found;
  return (
    <Select
      label={t.ownerPerson}
      searchable
      clearable
      data={choices}
      filter={({ options }) => options}
      value={chosen?.value ?? null}
      onChange={(value) => onChoose(choices.find((choice) => choice.value === value) ?? null)}
      onSearchChange={setTyped}
    />
  );
}
