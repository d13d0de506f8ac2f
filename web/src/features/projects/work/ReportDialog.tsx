import { Button, Group, Select, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { answer, api, ifMatch } from '@/api/client';
import { halfWidth } from '@/lib/normalise';
import { useTexts } from '@/lib/texts';
import { Dialog } from '@/ui/Dialog';
import { Form } from '@/ui/Form';
import { FormProblem } from '@/ui/FormProblem';
import { texts as uiTexts } from '@/ui/texts';
import { useProjectVerb } from '../useProjectVerb';
import { percentOf, TASK_WAYS, type Task, type TaskState } from './queries';
import { texts } from './texts';

/** How far a task is, told by who does it: two fields, for a phone in a glove. */
export function ReportDialog({ task, onClose }: { task: Task; onClose: () => void }) {
  const t = useTexts(texts);
  const common = useTexts(uiTexts);
  const [state, setState] = useState<TaskState>(task.state === 'pending' ? 'in_progress' : task.state);
  const [typed, setTyped] = useState(String(task.percent));
  const [checked, setChecked] = useState(false);
  const percent = state === 'completed' ? 100 : percentOf(halfWidth(typed));
  const report = useProjectVerb({
    run: () =>
      answer(
        api.POST('/api/v1/tasks/{task_id}/report', {
          params: { path: { task_id: task.id } },
          headers: ifMatch(task.version),
          body: { state, percent },
        }),
      ),
    done: t.reported,
    onDone: onClose,
  });
  const label = t.reportOf(task.title);
  return (
    <Dialog opened onClose={onClose} title={label}>
      <Form
        label={label}
        onSubmit={(event) => {
          event.preventDefault();
          setChecked(true);
          if (!Number.isNaN(percent)) report.mutate();
        }}
      >
        <Stack gap="md">
          <FormProblem problem={report.problem} more={[]} />
          <Select<TaskState>
            label={t.state}
            allowDeselect={false}
            data={TASK_WAYS[task.state].map((value) => ({ value, label: t.states[value] }))}
            value={state}
            onChange={(value) => value && setState(value)}
          />
          {state !== 'completed' && (
            <TextInput
              label={t.percent}
              inputMode="numeric"
              autoComplete="off"
              value={typed}
              onChange={(event) => setTyped(event.currentTarget.value)}
              error={checked && Number.isNaN(percent) ? t.percentWrong : null}
            />
          )}
          <Group justify="flex-end" gap="sm">
            <Button variant="default" onClick={onClose}>
              {common.cancel}
            </Button>
            <Button type="submit" loading={report.isPending}>
              {t.report}
            </Button>
          </Group>
        </Stack>
      </Form>
    </Dialog>
  );
}
