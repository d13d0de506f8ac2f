import { ActionIcon, Button, Group, Stack, TextInput } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconPlus, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { answer, api, ifMatch } from '@/api/client';
import { randomId } from '@/lib/ids';
import { useTexts } from '@/lib/texts';
import { ConflictDialog } from '@/ui/ConflictDialog';
import { Dialog } from '@/ui/Dialog';
import { Form } from '@/ui/Form';
import { FormProblem } from '@/ui/FormProblem';
import { texts as uiTexts } from '@/ui/texts';
import { useVersionedSave } from '@/ui/useVersionedSave';
import { showToast } from '@/ui/toastStore';
import classes from './Projects.module.css';
import type { Project } from './queries';
import { texts } from './texts';
import { useProjectSaved } from './useProjectSaved';

/** A section as it is typed; `known` are those the project has already, which keep their id. */
interface Line {
  id: string;
  name: string;
  known: boolean;
}

interface SectionsDialogProps {
  project: Project;
  opened: boolean;
  onClose: () => void;
}

export function SectionsDialog({ project, opened, onClose }: SectionsDialogProps) {
  const t = useTexts(texts);
  return (
    <Dialog opened={opened} onClose={onClose} title={t.sectionsTitle(project.name)}>
      <SectionsForm project={project} onClose={onClose} />
    </Dialog>
  );
}

function useSectionsSave(project: Project, onClose: () => void) {
  const t = useTexts(texts);
  const replace = useProjectSaved();
  const save = useVersionedSave<Line[], Project>({
    send: (lines, version) =>
      answer(
        api.PUT('/api/v1/projects/{project_id}/sections', {
          params: { path: { project_id: project.id } },
          headers: ifMatch(version),
          body: {
            sections: lines.map(({ id, name, known }) => (known ? { id, name: name.trim() } : { name: name.trim() })),
          },
        }),
      ),
    onSaved: (saved) => {
      replace(saved);
      showToast(t.sectionsSaved);
      onClose();
    },
  });
  const takeTheirs = () => {
    if (save.conflict) replace(save.conflict.current);
    save.endConflict();
    onClose();
  };
  return { ...save, takeTheirs };
}

function SectionsForm({ project, onClose }: { project: Project; onClose: () => void }) {
  const t = useTexts(texts);
  const common = useTexts(uiTexts);
  const [opened] = useState(project);
  const [lines, setLines] = useState<Line[]>(() => project.sections.map((section) => ({ ...section, known: true })));
  const [checked, setChecked] = useState(false);
  const save = useSectionsSave(project, onClose);
  const wrong = (line: Line): string | null => {
    const name = line.name.trim();
    if (name === '') return t.sectionMissing;
    return lines.some((other) => other.id !== line.id && other.name.trim() === name) ? t.sectionTwice : null;
  };
  const submit = () => {
    setChecked(true);
    if (lines.every((line) => wrong(line) === null)) save.submit(lines, opened.version);
  };
  const namesOf = (list: readonly { name: string }[]) => list.map(({ name }) => name.trim()).join('、');
  return (
    <Form
      label={t.sectionsTitle(project.name)}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <Stack gap="md">
        <FormProblem problem={save.problem} more={save.problem?.fields.map((field) => field.message) ?? []} />
        <p className="mks-note">{t.sectionsHint}</p>
        <SectionLines lines={lines} onChange={setLines} wrong={checked ? wrong : () => null} />
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
            { field: t.sections, mine: namesOf(save.conflict.body), theirs: namesOf(save.conflict.current.sections) },
          ]
        }
        pending={save.pending}
        onKeepMine={save.keepMine}
        onTakeTheirs={save.takeTheirs}
        onCancel={save.endConflict}
      />
    </Form>
  );
}

interface SectionLinesProps {
  lines: Line[];
  onChange: (lines: Line[]) => void;
  wrong: (line: Line) => string | null;
}

function SectionLines({ lines, onChange, wrong }: SectionLinesProps) {
  const t = useTexts(texts);
  const rename = (id: string, name: string) =>
    onChange(lines.map((line) => (line.id === id ? { ...line, name } : line)));
  const move = (from: number, to: number) => {
    const moved = lines.filter((_, index) => index !== from);
    moved.splice(to, 0, ...lines.slice(from, from + 1));
    onChange(moved);
  };
  const tool = { variant: 'subtle', color: 'gray', size: 44 } as const;
  return (
    <>
      {lines.map((line, index) => (
        <div key={line.id} className={classes.line}>
          <TextInput
            aria-label={t.sectionName(index + 1)}
            value={line.name}
            maxLength={100}
            autoComplete="off"
            data-autofocus={(!line.known && line.name === '') || undefined}
            onChange={(event) => rename(line.id, event.currentTarget.value)}
            error={wrong(line)}
          />
          <ActionIcon
            {...tool}
            aria-label={t.sectionUp(line.name)}
            disabled={index === 0}
            onClick={() => move(index, index - 1)}
          >
            <IconArrowUp size={20} />
          </ActionIcon>
          <ActionIcon
            {...tool}
            aria-label={t.sectionDown(line.name)}
            disabled={index === lines.length - 1}
            onClick={() => move(index, index + 1)}
          >
            <IconArrowDown size={20} />
          </ActionIcon>
          <ActionIcon
            {...tool}
            aria-label={t.sectionRemove(line.name)}
            onClick={() => onChange(lines.filter(({ id }) => id !== line.id))}
          >
            <IconTrash size={20} />
          </ActionIcon>
        </div>
      ))}
      <Button
        variant="default"
        leftSection={<IconPlus size={18} />}
        onClick={() => onChange([...lines, { id: randomId(), name: '', known: false }])}
      >
        {t.sectionAdd}
      </Button>
    </>
  );
}
