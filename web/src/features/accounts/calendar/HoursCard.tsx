import { Button, Checkbox, Group, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { answer, api, ifMatch } from '@/api/client';
import { queryClient } from '@/api/queryClient';
import { useTexts } from '@/lib/texts';
import { Card } from '@/ui/Card';
import { Form } from '@/ui/Form';
import { FormProblem } from '@/ui/FormProblem';
import { showToast } from '@/ui/toastStore';
import { useVersionedSave } from '@/ui/useVersionedSave';
import classes from './Calendar.module.css';
import type { Calendar } from './queries';
import { texts } from './texts';

interface Hours {
  opens: string;
  closes: string;
  break_from: string | null;
  break_until: string | null;
  weekdays: number[];
}

/** The hours and weekdays of the company. */
export function HoursCard({ calendar }: { calendar: Calendar }) {
  const t = useTexts(texts);
  const [hours, setHours] = useState<Hours>({
    opens: calendar.opens,
    closes: calendar.closes,
    break_from: calendar.break_from,
    break_until: calendar.break_until,
    weekdays: [...calendar.weekdays],
  });
  const [missing, setMissing] = useState(false);
  const set = (fields: Partial<Hours>) => setHours((before) => ({ ...before, ...fields }));
  const save = useVersionedSave<Hours, Calendar>({
    send: (body, version) => answer(api.PUT('/api/v1/calendar', { headers: ifMatch(version), body })),
    onSaved: () => {
      void queryClient.invalidateQueries({ queryKey: ['calendar'] });
      showToast(t.saved);
    },
  });
  const faults = save.problem?.fields.map(({ message }) => message) ?? [];
  const fixed = !calendar.can.edit;
  return (
    <Card title={t.hours}>
      <Form
        label={t.hours}
        onSubmit={(event) => {
          event.preventDefault();
          if (hours.weekdays.length === 0) setMissing(true);
          else save.submit(hours, save.conflict?.current.version ?? calendar.version);
        }}
      >
        <Stack gap="md">
          <FormProblem problem={save.problem} more={faults} />
          <div className={classes.pair}>
            <TextInput
              label={t.opens}
              readOnly={fixed}
              value={hours.opens}
              onChange={(event) => set({ opens: event.currentTarget.value })}
            />
            <TextInput
              label={t.closes}
              readOnly={fixed}
              value={hours.closes}
              onChange={(event) => set({ closes: event.currentTarget.value })}
            />
            <TextInput
              label={t.breakFrom}
              readOnly={fixed}
              value={hours.break_from ?? ''}
              onChange={(event) => set({ break_from: event.currentTarget.value || null })}
            />
            <TextInput
              label={t.breakUntil}
              readOnly={fixed}
              value={hours.break_until ?? ''}
              onChange={(event) => set({ break_until: event.currentTarget.value || null })}
            />
          </div>
          <Checkbox.Group
            label={t.weekdaysLabel}
            readOnly={fixed}
            value={hours.weekdays.map(String)}
            onChange={(chosen) => {
              set({ weekdays: chosen.map(Number).toSorted() });
              setMissing(false);
            }}
            error={missing && t.weekdayMissing}
          >
            <Group gap="md" mt="xs">
              {[...t.weekdays].map((name, day) => (
                <Checkbox key={day} value={String(day)} label={name} disabled={fixed} />
              ))}
            </Group>
          </Checkbox.Group>
          {!fixed && (
            <Group justify="flex-end">
              <Button type="submit" loading={save.pending}>
                {t.save}
              </Button>
            </Group>
          )}
        </Stack>
      </Form>
    </Card>
  );
}
