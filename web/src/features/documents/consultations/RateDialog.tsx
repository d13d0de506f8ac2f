import { Button, Group, Rating, Select, Stack, Textarea } from '@mantine/core';
import { useId, useState } from 'react';
import { answer, api } from '@/api/client';
import { useTexts } from '@/lib/texts';
import { Dialog } from '@/ui/Dialog';
import { Form } from '@/ui/Form';
import { FormProblem } from '@/ui/FormProblem';
import { texts as uiTexts } from '@/ui/texts';
import { useConsultationVerb, type Consultation } from './queries';
import { texts } from './texts';

interface RateDialogProps {
  consultation: Consultation;
  onClose: () => void;
}

/** What the asker thinks of somebody's answers; said again it replaces what was said. */
export function RateDialog({ consultation, onClose }: RateDialogProps) {
  const t = useTexts(texts);
  const common = useTexts(uiTexts);
  const label = useId();
  const people = new Map(
    consultation.posts
      .filter(({ kind, author }) => kind === 'answer' && author.id !== null)
      .map(({ author }) => [author.id ?? '', author.name]),
  );
  const accepted = consultation.posts.find((post) => post.accepted)?.author.id ?? null;
  const [expert, setExpert] = useState(accepted ?? [...people.keys()][0] ?? null);
  const said = consultation.ratings.find((rating) => rating.expert.id === expert);
  const [stars, setStars] = useState(said?.stars ?? 0);
  const [comment, setComment] = useState(said?.comment ?? '');
  const [missing, setMissing] = useState(false);
  const rate = useConsultationVerb({
    run: () =>
      answer(
        api.POST('/api/v1/consultations/{ref}/rating', {
          params: { path: { ref: consultation.id } },
          body: { expert_id: expert ?? '', stars, comment },
        }),
      ),
    done: t.rated,
    onDone: onClose,
  });
  return (
    <Dialog opened onClose={onClose} title={t.rateTitle}>
      <Form
        label={t.rateTitle}
        onSubmit={(event) => {
          event.preventDefault();
          if (stars === 0) setMissing(true);
          else rate.mutate();
        }}
      >
        <Stack gap="md">
          <FormProblem problem={rate.problem} />
          {people.size > 1 && (
            <Select
              label={t.rateWhom}
              allowDeselect={false}
              data={[...people].map(([value, name]) => ({ value, label: name }))}
              value={expert}
              onChange={setExpert}
            />
          )}
          <div role="group" aria-labelledby={label}>
            <span id={label}>{t.stars}</span>
            <Rating
              size="xl"
              value={stars}
              getSymbolLabel={(value) => String(value)}
              onChange={(value) => {
                setStars(value);
                setMissing(false);
              }}
            />
            {missing && <p role="alert">{t.starsMissing}</p>}
          </div>
          <Textarea
            label={t.comment}
            autosize
            minRows={2}
            maxLength={1000}
            value={comment}
            onChange={(event) => setComment(event.currentTarget.value)}
          />
          <Group justify="flex-end" gap="sm">
            <Button variant="default" onClick={onClose}>
              {common.cancel}
            </Button>
            <Button type="submit" loading={rate.isPending}>
              {t.rate}
            </Button>
          </Group>
        </Stack>
      </Form>
    </Dialog>
  );
}
