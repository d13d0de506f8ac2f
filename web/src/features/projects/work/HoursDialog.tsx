import { ActionIcon, Button, Group, Stack, TextInput } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { useState } from 'react';
import { answer, api } from '@/api/client';
import { today } from '@/lib/dates';
import { halfWidth } from '@/lib/normalise';
import { useTexts } from '@/lib/texts';
import { Dialog } from '@/ui/Dialog';
import { Form } from '@/ui/Form';
import { FormProblem } from '@/ui/FormProblem';
import { texts as uiTexts } from '@/ui/texts';
import type { Project } from '../queries';
import { useProjectVerb } from '../useProjectVerb';
import { monthAfter } from './months';
import type { HoursRow } from './queries';
import { texts } from './texts';
import classes from './Work.module.css';

interface HoursDialogProps {
  project: Project;
  rows: readonly HoursRow[];
  onClose: () => void;
}

/** Hours as typed; null for none, NaN for what is no number of hours. */
function hoursOf(typed: string): number | null {
  const plain = halfWidth(typed).replaceAll(',', '').trim();
  if (plain === '') return null;
  return /^\d{1,7}(\.\d+)?$/.test(plain) ? Number(plain) : Number.NaN;
}

/** The hours of one month, company by company. */
export function HoursDialog(props: HoursDialogProps) {
  const t = useTexts(texts);
  return (
    <Dialog opened onClose={props.onClose} title={t.hoursTitle}>
      <HoursForm {...props} />
    </Dialog>
  );
}

function HoursForm({ project, rows, onClose }: HoursDialogProps) {
  const t = useTexts(texts);
  const common = useTexts(uiTexts);
  const now = today().slice(0, 7);
  const [month, setMonth] = useState(now);
  const [typed, setTyped] = useState<Record<string, string>>({});
  const [checked, setChecked] = useState(false);
  const kept = new Map(rows.filter((row) => row.month === month).map((row) => [row.company.id, row]));
  const companies = new Map(project.companies.map(({ company }) => [company.id, company]));
  kept.forEach(({ company }) => companies.set(company.id, company));
  const valueOf = (id: string) => typed[id] ?? (kept.has(id) ? String(kept.get(id)?.hours) : '');
  const items = [...companies.keys()]
    .filter((id) => typed[id] !== undefined)
    .map((id) => ({ company_id: id, hours: hoursOf(valueOf(id)) }));
  const save = useProjectVerb({
    run: () =>
      answer(
        api.PUT('/api/v1/projects/{project_id}/hours/{month}', {
          params: { path: { project_id: project.id, month: `${month}-01` } },
          body: { items },
        }),
      ),
    done: t.hoursSaved,
    onDone: onClose,
  });
  const go = (steps: number) => {
    setMonth(monthAfter(month, steps));
    setTyped({});
    setChecked(false);
  };
  const [year, number] = month.split('-').map(Number);
  if (companies.size === 0) return <p className="mks-note">{t.hoursNoCompany}</p>;
  return (
    <Form
      label={t.hoursTitle}
      onSubmit={(event) => {
        event.preventDefault();
        setChecked(true);
        if (items.length === 0) onClose();
        else if (items.every(({ hours }) => !Number.isNaN(hours))) save.mutate();
      }}
    >
      <Stack gap="md">
        <FormProblem problem={save.problem} more={save.problem?.fields.map(({ message }) => message) ?? []} />
        <p className="mks-note">{t.hoursHint}</p>
        <div className={classes.month}>
          <ActionIcon variant="default" size={44} aria-label={t.monthBefore} onClick={() => go(-1)}>
            <IconChevronLeft size={20} />
          </ActionIcon>
          <span className={classes.monthName} aria-live="polite">
            {t.month(year ?? 0, number ?? 0)}
          </span>
          <ActionIcon
            variant="default"
            size={44}
            aria-label={t.monthAfter}
            disabled={month >= now}
            onClick={() => go(1)}
          >
            <IconChevronRight size={20} />
          </ActionIcon>
        </div>
        {[...companies.values()].map(({ id, name }) => (
          <TextInput
            key={id}
            label={name}
            inputMode="decimal"
            autoComplete="off"
            value={valueOf(id)}
            onChange={(event) => setTyped({ ...typed, [id]: event.currentTarget.value })}
            error={checked && Number.isNaN(hoursOf(valueOf(id))) ? t.hoursWrong : null}
          />
        ))}
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            {common.cancel}
          </Button>
          <Button type="submit" loading={save.isPending}>
            {common.save}
          </Button>
        </Group>
      </Stack>
    </Form>
  );
}
