import { Button, Checkbox, Group as Row, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { answer, api, ifMatch } from '@/api/client';
import { useTexts } from '@/lib/texts';
import { Dialog } from '@/ui/Dialog';
import { Form } from '@/ui/Form';
import { FormProblem } from '@/ui/FormProblem';
import { texts as uiTexts } from '@/ui/texts';
import classes from '../Distribution.module.css';
import { useDistributionVerb, type Group } from '../queries';
import { AudienceField } from '../send/AudienceField';
import { targetsOf, type Chosen } from '../send/form';
import { texts } from './texts';

/** An audience under a name. */
export function GroupDialog({ group, onClose }: { group: Group | null; onClose: () => void }) {
  const t = useTexts(texts);
  const common = useTexts(uiTexts);
  const [name, setName] = useState(group?.name ?? '');
  const [note, setNote] = useState(group?.note ?? '');
  const [audience, setAudience] = useState<Chosen[]>(group ? group.audience.map((target) => ({ ...target })) : []);
  const [archived, setArchived] = useState(group?.archived ?? false);
  const [missing, setMissing] = useState(false);
  const verb = useDistributionVerb({
    run: () => {
      const body = { name, note, archived, audience: targetsOf(audience) };
      return group
        ? answer(
            api.PUT('/api/v1/distribution-groups/{group_id}', {
              params: { path: { group_id: group.id } },
              headers: ifMatch(group.version),
              body,
            }),
          )
        : answer(api.POST('/api/v1/distribution-groups', { body }));
    },
    done: t.saved,
    onDone: onClose,
  });
  const title = group ? t.editGroup : t.addGroup;
  return (
    <Dialog opened onClose={onClose} title={title} size="lg">
      <Form
        label={title}
        onSubmit={(event) => {
          event.preventDefault();
          if (name.trim() === '' || audience.length === 0) setMissing(true);
          else verb.mutate();
        }}
      >
        <Stack gap="md">
          <FormProblem problem={verb.problem} more={verb.problem?.fields.map(({ message }) => message) ?? []} />
          <TextInput
            label={t.name}
            required
            withAsterisk
            maxLength={100}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            error={missing && name.trim() === '' && t.nameMissing}
          />
          <TextInput
            label={t.note}
            maxLength={200}
            value={note}
            onChange={(event) => setNote(event.currentTarget.value)}
          />
          <AudienceField
            value={audience}
            onChange={setAudience}
            error={missing && audience.length === 0}
            withGroups={false}
          />
          {group && (
            <Checkbox
              className={classes.choice}
              label={t.archive}
              checked={archived}
              onChange={(event) => setArchived(event.currentTarget.checked)}
            />
          )}
          <Row justify="flex-end" gap="sm">
            <Button variant="default" onClick={onClose}>
              {common.cancel}
            </Button>
            <Button type="submit" loading={verb.isPending}>
              {t.save}
            </Button>
          </Row>
        </Stack>
      </Form>
    </Dialog>
  );
}
