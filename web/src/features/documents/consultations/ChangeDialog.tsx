import { Button, Group, Select, Stack, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { answer, api, changeOf } from '@/api/client';
import type { components } from '@/api/schema';
import { useTexts } from '@/lib/texts';
import { DayField } from '@/ui/DayField';
import { Dialog } from '@/ui/Dialog';
import { Form } from '@/ui/Form';
import { FormProblem } from '@/ui/FormProblem';
import { texts as uiTexts } from '@/ui/texts';
import { BodyField } from '../editor/BodyField';
import classes from './Consultations.module.css';
import { expertsQuery, moved, PRIORITIES, useConsultationVerb, type Consultation, type Priority } from './queries';
import { texts } from './texts';

interface ChangeDialogProps {
  consultation: Consultation;
  onClose: () => void;
}

/** Words the question anew; another priority gives the clock another time. */
export function ChangeDialog({ consultation, onClose }: ChangeDialogProps) {
  const t = useTexts(texts);
  const common = useTexts(uiTexts);
  const experts = useQuery(expertsQuery({}));
  const [title, setTitle] = useState(consultation.title);
  const [question, setQuestion] = useState(consultation.question);
  const [priority, setPriority] = useState<Priority>(consultation.priority);
  const [specialty, setSpecialty] = useState(consultation.specialty ?? '');
  const [wanted, setWanted] = useState(consultation.wanted_on);
  const [addresses] = useState(() => new Map(Object.entries(consultation.attachments)));
  const change = useConsultationVerb({
    run: () =>
      answer(
        api.PATCH('/api/v1/consultations/{ref}', {
          ...moved(consultation),
          body: changeOf<components['schemas']['ChangeQuestion']>({
            title,
            question,
            priority,
            specialty,
            wanted_on: wanted,
          }),
        }),
      ),
    done: t.saved,
    onDone: onClose,
  });
  const words = [...(experts.data?.specialties ?? [])];
  return (
    <Dialog opened onClose={onClose} title={t.changeQuestion} size="xl" onPurposeOnly>
      <Form
        label={t.changeQuestion}
        onSubmit={(event) => {
          event.preventDefault();
          change.mutate();
        }}
      >
        <Stack gap="md">
          <FormProblem problem={change.problem} more={change.problem?.fields.map(({ message }) => message) ?? []} />
          <TextInput
            label={t.fieldTitle}
            required
            withAsterisk
            maxLength={300}
            value={title}
            onChange={(event) => setTitle(event.currentTarget.value)}
          />
          <BodyField label={t.fieldQuestion} body={question} addresses={addresses} onChange={setQuestion} />
          <div className={classes.pair}>
            <Select<Priority>
              label={t.priority}
              allowDeselect={false}
              data={PRIORITIES.map((value) => ({ value, label: `${t.priorities[value]}（${t.priorityHint[value]}）` }))}
              value={priority}
              onChange={(value) => value && setPriority(value)}
            />
            <Select
              label={t.specialty}
              placeholder={t.specialtyNone}
              clearable
              searchable
              data={specialty && !words.includes(specialty) ? [specialty, ...words] : words}
              value={specialty || null}
              onChange={(value) => setSpecialty(value ?? '')}
            />
            <DayField label={t.wantedOn} value={wanted} onChange={setWanted} />
          </div>
          <Group justify="flex-end" gap="sm">
            <Button variant="default" onClick={onClose}>
              {common.cancel}
            </Button>
            <Button type="submit" loading={change.isPending} disabled={title.trim() === '' || question.trim() === ''}>
              {common.save}
            </Button>
          </Group>
        </Stack>
      </Form>
    </Dialog>
  );
}
