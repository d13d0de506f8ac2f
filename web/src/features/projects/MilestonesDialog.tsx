import { ActionIcon, Button, Group, Select, Stack, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { answer, api, ifMatch } from '@/api/client';
import { randomId } from '@/lib/ids';
import { orNull } from '@/lib/normalise';
import { useTexts } from '@/lib/texts';
import { ConflictDialog } from '@/ui/ConflictDialog';
import { Dialog } from '@/ui/Dialog';
import { Form } from '@/ui/Form';
import { FormProblem } from '@/ui/FormProblem';
import { texts as uiTexts } from '@/ui/texts';
import { showToast } from '@/ui/toastStore';
import { useVersionedSave } from '@/ui/useVersionedSave';
import { DayInForm } from './DayInForm';
import classes from './Projects.module.css';
import { MILESTONE_STATES, type Milestone, type MilestoneState, type Project } from './queries';
import { siteTexts } from './siteTexts';
import { useProjectSaved } from './useProjectSaved';

/** A milestone as it is typed; `known` are those the project has already, which keep their id. */
interface Line {
  id: string;
  name: string;
  planned_on: string;
  reached_on: string;
  state: MilestoneState;
  known: boolean;
}

const lineOf = (one: Milestone): Line => ({
  id: one.id,
  name: one.name,
  planned_on: one.planned_on ?? '',
  reached_on: one.reached_on ?? '',
  state: one.state,
  known: true,
});
const EMPTY = { name: '', planned_on: '', reached_on: '', state: 'planned', known: false } as const;

function send(project: Project, lines: readonly Line[], version: number): Promise<Project> {
  return answer(
    api.PUT('/api/v1/projects/{project_id}/milestones', {
      params: { path: { project_id: project.id } },
      headers: ifMatch(version),
      body: {
        milestones: lines.map(({ id, name, planned_on, reached_on, state, known }) => ({
          ...(known ? { id } : {}),
          name: name.trim(),
          planned_on: orNull(planned_on),
          reached_on: orNull(reached_on),
          state,
        })),
      },
    }),
  );
}

/** Saves all of them at once; the toast takes it back. */
function useMilestonesSave(project: Project, onClose: () => void) {
  const t = useTexts(siteTexts);
  const replace = useProjectSaved();
  const before = project.milestones;
  const undo = (saved: Project) => {
    const kept = new Set(saved.milestones.map(({ id }) => id));
    const lines = before.map((one) => ({ ...lineOf(one), known: kept.has(one.id) }));
    send(saved, lines, saved.version).then(
      (restored) => {
        replace(restored);
        showToast(t.milestonesUndone);
      },
      () => showToast(t.failed, { tone: 'danger' }),
    );
  };
  return {
    replace,
    ...useVersionedSave<readonly Line[], Project>({
      send: (lines, version) => send(project, lines, version),
      onSaved: (saved) => {
        replace(saved);
        showToast(t.milestonesSaved, { action: { label: t.undo, run: () => undo(saved) } });
        onClose();
      },
    }),
  };
}

export function MilestonesDialog({ project, onClose }: { project: Project; onClose: () => void }) {
  const t = useTexts(siteTexts);
  return (
    <Dialog opened onClose={onClose} title={t.milestonesTitle(project.name)}>
      <MilestonesForm project={project} onClose={onClose} />
    </Dialog>
  );
}

function MilestonesForm({ project, onClose }: { project: Project; onClose: () => void }) {
  const t = useTexts(siteTexts);
  const common = useTexts(uiTexts);
  const [opened] = useState(project);
  const [lines, setLines] = useState<Line[]>(() => project.milestones.map(lineOf));
  const [checked, setChecked] = useState(false);
  const save = useMilestonesSave(opened, onClose);
  const change = (id: string, fields: Partial<Line>) =>
    setLines(lines.map((line) => (line.id === id ? { ...line, ...fields } : line)));
  const names = (list: readonly { name: string }[]) => list.map(({ name }) => name).join('、');
  return (
    <Form
      label={t.milestonesTitle(project.name)}
      onSubmit={(event) => {
        event.preventDefault();
        setChecked(true);
        if (lines.every(({ name }) => name.trim() !== '')) save.submit(lines, opened.version);
      }}
    >
      <Stack gap="md">
        <FormProblem problem={save.problem} more={save.problem?.fields.map(({ message }) => message) ?? []} />
        {lines.map((line, index) => (
          <MilestoneFields
            key={line.id}
            line={line}
            number={index + 1}
            missing={checked && line.name.trim() === ''}
            onChange={(fields) => change(line.id, fields)}
            onRemove={() => setLines(lines.filter(({ id }) => id !== line.id))}
          />
        ))}
        <Button
          variant="default"
          leftSection={<IconPlus size={18} />}
          onClick={() => setLines([...lines, { ...EMPTY, id: randomId() }])}
        >
          {t.milestoneAdd}
        </Button>
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            {common.cancel}
          </Button>
          <Button type="submit" loading={save.pending && !save.conflict}>
            {common.save}
          </Button>
        </Group>
      </Stack>
      <ConflictDialog
        lines={
          save.conflict && [
            { field: t.milestones, mine: names(save.conflict.body), theirs: names(save.conflict.current.milestones) },
          ]
        }
        pending={save.pending}
        onKeepMine={save.keepMine}
        onTakeTheirs={() => {
          if (save.conflict) save.replace(save.conflict.current);
          save.endConflict();
          onClose();
        }}
        onCancel={save.endConflict}
      />
    </Form>
  );
}

interface MilestoneFieldsProps {
  line: Line;
  number: number;
  missing: boolean;
  onChange: (fields: Partial<Line>) => void;
  onRemove: () => void;
}

function MilestoneFields({ line, number, missing, onChange, onRemove }: MilestoneFieldsProps) {
  const t = useTexts(siteTexts);
  return (
    <fieldset className={classes.milestone}>
      <legend className="mks-hidden">{t.milestoneOf(number)}</legend>
      <div className={classes.milestoneHead}>
        <TextInput
          label={t.milestoneName}
          value={line.name}
          maxLength={200}
          autoComplete="off"
          onChange={(event) => onChange({ name: event.currentTarget.value })}
          error={missing ? t.milestoneMissing : null}
        />
        <ActionIcon
          variant="subtle"
          color="gray"
          size={44}
          aria-label={t.milestoneRemove(line.name)}
          onClick={onRemove}
        >
          <IconTrash size={20} />
        </ActionIcon>
      </div>
      <div className={classes.pair}>
        <DayInForm
          label={t.milestonePlanned}
          value={line.planned_on}
          onChange={(planned_on) => onChange({ planned_on })}
        />
        <Select<MilestoneState>
          label={t.milestoneState}
          allowDeselect={false}
          data={MILESTONE_STATES.map((value) => ({ value, label: t.milestoneStates[value] }))}
          value={line.state}
          onChange={(state) => state && onChange({ state, ...(state === 'reached' ? {} : { reached_on: '' }) })}
        />
        {line.state === 'reached' && (
          <DayInForm
            label={t.milestoneReached}
            value={line.reached_on}
            onChange={(reached_on) => onChange({ reached_on })}
          />
        )}
      </div>
    </fieldset>
  );
}
