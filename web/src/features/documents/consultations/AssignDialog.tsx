import { Button, Group, Radio, Stack, Textarea } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { answer, api } from '@/api/client';
import { useTexts } from '@/lib/texts';
import { Dialog } from '@/ui/Dialog';
import { Form } from '@/ui/Form';
import { FormProblem } from '@/ui/FormProblem';
import { Loaded } from '@/ui/Loaded';
import { texts as uiTexts } from '@/ui/texts';
import { moved, proposalsQuery, useConsultationVerb, type Consultation } from './queries';
import { texts } from './texts';

interface AssignDialogProps {
  consultation: Consultation;
  onClose: () => void;
}

/** Chooses who is to answer, from those who could, with the reasons for each. */
export function AssignDialog({ consultation, onClose }: AssignDialogProps) {
  const t = useTexts(texts);
  const common = useTexts(uiTexts);
  const handsOver = consultation.can.hand_over;
  const query = useQuery(proposalsQuery(consultation.specialty ?? ''));
  const [chosen, setChosen] = useState<string | null>(null);
  const [reason, setReason] = useState('');
  const title = handsOver ? t.handOver : t.assign;
  const assign = useConsultationVerb({
    run: () =>
      answer(
        api.POST('/api/v1/consultations/{ref}/assign', {
          ...moved(consultation),
          body: { expert_id: chosen ?? '', reason },
        }),
      ),
    done: t.assigned,
    onDone: onClose,
  });
  return (
    <Dialog opened onClose={onClose} title={title} size="lg">
      <Form
        label={title}
        onSubmit={(event) => {
          event.preventDefault();
          if (chosen !== null) assign.mutate();
        }}
      >
        <Stack gap="md">
          <FormProblem problem={assign.problem} />
          <Loaded query={query} lines={3}>
            {({ items }) => {
              const able = items.filter(
                ({ person }) => person.id !== consultation.expert?.id && person.id !== consultation.asker.id,
              );
              if (able.length === 0) return <p>{t.noProposals}</p>;
              return (
                <Radio.Group label={t.chooseExpert} description={t.proposalsLead} value={chosen} onChange={setChosen}>
                  <Stack gap="sm" mt="sm">
                    {able.map(({ person, department, reasons }) => (
                      <Radio
                        key={person.id}
                        value={person.id ?? ''}
                        label={[person.name, department].filter(Boolean).join('・')}
                        description={reasons.join('・')}
                      />
                    ))}
                  </Stack>
                </Radio.Group>
              );
            }}
          </Loaded>
          <Textarea
            label={t.why}
            required={handsOver}
            withAsterisk={handsOver}
            autosize
            minRows={2}
            maxLength={1000}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          <Group justify="flex-end" gap="sm">
            <Button variant="default" onClick={onClose}>
              {common.cancel}
            </Button>
            <Button
              type="submit"
              disabled={chosen === null || (handsOver && reason.trim() === '')}
              loading={assign.isPending}
            >
              {title}
            </Button>
          </Group>
        </Stack>
      </Form>
    </Dialog>
  );
}
