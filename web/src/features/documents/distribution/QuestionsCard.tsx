import { Button, Textarea } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { answer, api } from '@/api/client';
import { showInstant } from '@/lib/dates';
import { usePreferences } from '@/lib/preferences';
import { useTexts } from '@/lib/texts';
import { Card } from '@/ui/Card';
import { Form } from '@/ui/Form';
import { FormProblem } from '@/ui/FormProblem';
import type { components } from '@/api/schema';
import classes from './Distribution.module.css';
import { questionsQuery, useDistributionVerb } from './queries';
import { texts } from './texts';

type QuestionOf = components['schemas']['QuestionOf'];

/** What people asked about a document that was sent to them, for those who may answer. */
export function QuestionsCard({ id }: { id: string }) {
  const t = useTexts(texts);
  const { data } = useQuery(questionsQuery(id));
  if (!data || data.items.length === 0) return null;
  return (
    <div id="questions">
      <Card title={t.questions}>
        <ul className={classes.list}>
          {data.items.map((one) => (
            <li key={one.asked.id}>
              <OneQuestion question={one} />
            </li>
          ))}
        </ul>
      </Card>
    </div>
  );
}

function OneQuestion({ question }: { question: QuestionOf }) {
  const t = useTexts(texts);
  const { language } = usePreferences();
  const { asked, person } = question;
  const [open, setOpen] = useState(asked.answer === null);
  const [text, setText] = useState(asked.answer ?? '');
  const verb = useDistributionVerb({
    run: () =>
      answer(
        api.POST('/api/v1/receipt-questions/{question_id}/answer', {
          params: { path: { question_id: asked.id } },
          body: { answer: text },
        }),
      ),
    done: t.answerSent,
    onDone: () => setOpen(false),
  });
  return (
    <div className={classes.line}>
      <strong>{t.questionFrom(person.name, showInstant(asked.asked_at, language))}</strong>
      <p>{asked.text}</p>
      {asked.answer !== null && !open && (
        <>
          <p>{`${t.answerBy(asked.answered_by ?? '')}: ${asked.answer}`}</p>
          <Button variant="subtle" onClick={() => setOpen(true)}>
            {t.answerAgain}
          </Button>
        </>
      )}
      {open && (
        <Form
          className={classes.box}
          label={t.answerLabel(person.name)}
          onSubmit={(event) => {
            event.preventDefault();
            if (text.trim() !== '') verb.mutate();
          }}
        >
          <FormProblem problem={verb.problem} />
          <Textarea
            label={t.answerLabel(person.name)}
            autosize
            minRows={2}
            maxLength={2000}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
          />
          <Button type="submit" loading={verb.isPending} disabled={text.trim() === ''}>
            {t.answer}
          </Button>
        </Form>
      )}
    </div>
  );
}
