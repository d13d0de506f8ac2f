import { Button, Group, SegmentedControl, Stack, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { asProblem } from '@/api/problem';
import { queryClient } from '@/api/queryClient';
import { showDayLong } from '@/lib/dates';
import { usePreferences } from '@/lib/preferences';
import { useTexts } from '@/lib/texts';
import { Card } from '@/ui/Card';
import { DayField } from '@/ui/DayField';
import { Form } from '@/ui/Form';
import { FormProblem } from '@/ui/FormProblem';
import { Pill } from '@/ui/Pill';
import { showToast } from '@/ui/toastStore';
import classes from './Calendar.module.css';
import { removeDay, setDay, type Calendar, type CalendarDay } from './queries';
import { texts } from './texts';

const refresh = () => void queryClient.invalidateQueries({ queryKey: ['calendar'] });

/** The days of the year on which the company rests or works in its own way. */
export function DaysCard({ calendar }: { calendar: Calendar }) {
  const t = useTexts(texts);
  const { language } = usePreferences();
  const put = useMutation({ mutationFn: setDay, onSuccess: refresh });
  const remove = useMutation({
    mutationFn: removeDay,
    onSuccess: (_, day) => {
      refresh();
      showToast(t.removed, { action: { label: t.undo, run: () => put.mutate(day) } });
    },
  });
  const shown = (day: string) => showDayLong(`${day}T00:00:00+09:00`, language);
  return (
    <Card title={t.days}>
      <p className="mks-note">{t.daysLead}</p>
      {calendar.days.length === 0 ? (
        <p>{t.noDays}</p>
      ) : (
        <ul className={classes.days} aria-label={t.days}>
          {calendar.days.map((day) => (
            <li key={day.on}>
              <span>{shown(day.on)}</span>
              <Pill tone={day.works ? 'good' : 'plain'}>{day.works ? t.works : t.rests}</Pill>
              <span>{day.name}</span>
              {calendar.can.edit && (
                <Button
                  variant="subtle"
                  size="compact-md"
                  aria-label={t.removeDay(shown(day.on))}
                  onClick={() => remove.mutate(day)}
                >
                  {t.remove}
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      {calendar.can.edit && <AddDay onAdd={(day) => put.mutateAsync(day)} />}
    </Card>
  );
}

function AddDay({ onAdd }: { onAdd: (day: CalendarDay) => Promise<unknown> }) {
  const t = useTexts(texts);
  const [on, setOn] = useState<string | null>(null);
  const [works, setWorks] = useState(false);
  const [name, setName] = useState('');
  const [missing, setMissing] = useState(false);
  const add = useMutation({
    mutationFn: onAdd,
    onSuccess: () => {
      showToast(t.added);
      setOn(null);
      setName('');
    },
  });
  return (
    <Form
      label={t.add}
      onSubmit={(event) => {
        event.preventDefault();
        const incomplete = on === null || name.trim() === '';
        setMissing(incomplete);
        if (!incomplete) add.mutate({ on, works, name });
      }}
    >
      <Stack gap="md" mt="md">
        <FormProblem
          problem={add.error ? asProblem(add.error) : null}
          more={add.error ? asProblem(add.error).fields.map(({ message }) => message) : []}
        />
        <div className={classes.pair}>
          <DayField label={t.day} value={on} onChange={setOn} />
          <TextInput
            label={t.name}
            placeholder={t.nameHint}
            maxLength={100}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
        </div>
        <SegmentedControl
          aria-label={t.kind}
          value={works ? 'works' : 'rests'}
          onChange={(value) => setWorks(value === 'works')}
          data={[
            { value: 'rests', label: t.rests },
            { value: 'works', label: t.works },
          ]}
        />
        {missing && <p role="alert">{t.missing}</p>}
        <Group justify="flex-end">
          <Button type="submit" variant="default" loading={add.isPending}>
            {t.add}
          </Button>
        </Group>
      </Stack>
    </Form>
  );
}
