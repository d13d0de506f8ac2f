import { Button, Checkbox, Group, MultiSelect, NumberInput, Select, Stack, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { answer, api, ifMatch } from '@/api/client';
import { useTexts } from '@/lib/texts';
import { Dialog } from '@/ui/Dialog';
import { Form } from '@/ui/Form';
import { FormProblem } from '@/ui/FormProblem';
import { Loaded } from '@/ui/Loaded';
import { texts as uiTexts } from '@/ui/texts';
import classes from '../Approvals.module.css';
import { useApprovalVerb } from '../queries';
import { choicesQuery, type Choices, type Route, type WhoKind } from './queries';
import { texts } from './texts';

type DueUnit = 'clock_hours' | 'business_days';

interface StageDraft {
  name: string;
  who: string[];
  needed: number;
  unit: DueUnit | null;
  amount: number;
}

const NEW: StageDraft = { name: '', who: [], needed: 1, unit: null, amount: 1 };
const keyOf = (kind: WhoKind, value: string) => `${kind}:${value}`;

const draftOf = ({ name, who, needed, due }: Route['stages'][number]): StageDraft => ({
  name,
  who: who.map(({ kind, value }) => keyOf(kind, value)),
  needed,
  unit: due?.unit ?? null,
  amount: due?.amount ?? 1,
});

const sentOf = ({ name, who, needed, unit, amount }: StageDraft) => ({
  name,
  needed,
  who: who.map((key) => {
    const at = key.indexOf(':');
    return { kind: key.slice(0, at) as WhoKind, value: key.slice(at + 1) };
  }),
  due: unit === null ? null : { unit, amount },
});

/** A route: its name and its stages in their order. */
export function RouteDialog({ route, onClose }: { route: Route | null; onClose: () => void }) {
  const t = useTexts(texts);
  const choices = useQuery(choicesQuery);
  return (
    <Dialog opened onClose={onClose} title={route ? t.editTitle : t.addRoute} size="lg">
      <Loaded query={choices} lines={4}>
        {(offered) => <RouteForm route={route} offered={offered} onClose={onClose} />}
      </Loaded>
    </Dialog>
  );
}

interface RouteFormProps {
  route: Route | null;
  offered: Choices;
  onClose: () => void;
}

function RouteForm({ route, offered, onClose }: RouteFormProps) {
  const t = useTexts(texts);
  const common = useTexts(uiTexts);
  const [name, setName] = useState(route?.name ?? '');
  const [archived, setArchived] = useState(route?.archived ?? false);
  const [stages, setStages] = useState<StageDraft[]>(route ? route.stages.map(draftOf) : [NEW]);
  const [missing, setMissing] = useState(false);
  const save = useApprovalVerb({
    run: () => {
      const body = { name, note: route?.note ?? '', stages: stages.map(sentOf), archived };
      return route
        ? answer(
            api.PUT('/api/v1/approval-routes/{route_id}', {
              params: { path: { route_id: route.id } },
              headers: ifMatch(route.version),
              body,
            }),
          )
        : answer(api.POST('/api/v1/approval-routes', { body }));
    },
    done: t.saved,
    onDone: onClose,
  });
  const gap = name.trim() === '' || stages.some((stage) => stage.name.trim() === '' || stage.who.length === 0);
  const change = (place: number, to: Partial<StageDraft>) =>
    setStages((now) => now.map((stage, at) => (at === place ? { ...stage, ...to } : stage)));
  return (
    <Form
      label={t.editTitle}
      onSubmit={(event) => {
        event.preventDefault();
        if (gap) setMissing(true);
        else save.mutate();
      }}
    >
      <Stack gap="md">
        <FormProblem problem={save.problem} more={save.problem?.fields.map(({ message }) => message) ?? []} />
        <TextInput
          label={t.name}
          required
          withAsterisk
          maxLength={100}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          error={missing && name.trim() === '' && t.nameMissing}
        />
        {stages.map((stage, place) => (
          <StageFields
            key={place}
            no={place + 1}
            stage={stage}
            offered={offered}
            missing={missing}
            onChange={(to) => change(place, to)}
            onRemove={stages.length > 1 ? () => setStages((now) => now.filter((_, at) => at !== place)) : null}
          />
        ))}
        <Button
          variant="default"
          leftSection={<IconPlus size={18} />}
          onClick={() => setStages((now) => [...now, NEW])}
          disabled={stages.length >= 10}
        >
          {t.addStage}
        </Button>
        {route && (
          <Checkbox
            label={t.archive}
            checked={archived}
            onChange={(event) => setArchived(event.currentTarget.checked)}
          />
        )}
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            {common.cancel}
          </Button>
          <Button type="submit" loading={save.isPending}>
            {t.save}
          </Button>
        </Group>
      </Stack>
    </Form>
  );
}

interface StageFieldsProps {
  no: number;
  stage: StageDraft;
  offered: Choices;
  missing: boolean;
  onChange: (to: Partial<StageDraft>) => void;
  onRemove: (() => void) | null;
}

function StageFields({ no, stage, offered, missing, onChange, onRemove }: StageFieldsProps) {
  const t = useTexts(texts);
  const named = (kind: WhoKind, entries: { value: string; label: string }[]) => ({
    group: t.whoGroups[kind],
    items: entries.map(({ value, label }) => ({ value: keyOf(kind, value), label })),
  });
  const data = [
    named(
      'role',
      offered.roles.map(({ code, name }) => ({ value: code, label: name })),
    ),
    named(
      'project_role',
      offered.project_roles.map(({ code, name }) => ({ value: code, label: name })),
    ),
    named(
      'department',
      offered.departments.map((name) => ({ value: name, label: name })),
    ),
    named(
      'person',
      offered.people.map(({ id, name }) => ({ value: id ?? '', label: name })),
    ),
  ];
  return (
    <fieldset className={classes.stage}>
      <legend>{t.stage(no)}</legend>
      <TextInput
        label={t.stageName}
        required
        withAsterisk
        maxLength={60}
        value={stage.name}
        onChange={(event) => onChange({ name: event.currentTarget.value })}
        error={missing && stage.name.trim() === '' && t.nameMissing}
      />
      <MultiSelect
        label={t.who}
        description={t.whoHint}
        required
        withAsterisk
        searchable
        data={data}
        value={stage.who}
        onChange={(who) => onChange({ who })}
        error={missing && stage.who.length === 0 && t.whoMissing}
      />
      <div className={classes.pair}>
        <NumberInput
          label={t.needed}
          min={1}
          max={20}
          value={stage.needed}
          onChange={(value) => onChange({ needed: Number(value) || 1 })}
        />
        <Select
          label={t.due}
          placeholder={t.dueDefault}
          clearable
          data={[
            { value: 'clock_hours', label: t.dueHours },
            { value: 'business_days', label: t.dueDays },
          ]}
          value={stage.unit}
          onChange={(unit) =>
            onChange({ unit: unit === null ? null : unit === 'clock_hours' ? unit : 'business_days' })
          }
        />
        {stage.unit !== null && (
          <NumberInput
            label={t.amount}
            min={1}
            max={400}
            value={stage.amount}
            onChange={(value) => onChange({ amount: Number(value) || 1 })}
          />
        )}
      </div>
      {onRemove && (
        <Button variant="subtle" color="red" leftSection={<IconTrash size={18} />} onClick={onRemove}>
          {t.removeStage(no)}
        </Button>
      )}
    </fieldset>
  );
}
