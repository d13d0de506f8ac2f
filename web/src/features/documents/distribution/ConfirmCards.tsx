import { Button, Radio } from '@mantine/core';
import { IconCircleCheck, IconHelpCircle } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useState } from 'react';
import { answer, api } from '@/api/client';
import { showInstant } from '@/lib/dates';
import { usePreferences } from '@/lib/preferences';
import { useTexts } from '@/lib/texts';
import { FormProblem } from '@/ui/FormProblem';
import { showToast } from '@/ui/toastStore';
import page from '../page/Page.module.css';
import classes from './Distribution.module.css';
import { cardsQuery, useDistributionVerb, type Card } from './queries';
import { texts } from './readingTexts';

// Few have something to ask.
const AskDialog = lazy(async () => ({ default: (await import('./AskDialog')).AskDialog }));

/** What this document asks of its reader: to read and confirm it, or to say what is unclear. */
export function ConfirmCards({ id, code }: { id: string; code: string }) {
  const { data } = useQuery(cardsQuery(id));
  return data?.items.map((card) => <ConfirmCard key={card.item.id} card={card} code={code} />);
}

/** That it was opened is told once. */
function useOpened({ item }: Card): void {
  const fresh = item.opened_at === null;
  useEffect(() => {
    if (fresh) {
      // That it could not be told is nothing a reader should hear about: the next opening tells it.
      api
        .POST('/api/v1/must-reads/{receipt_id}/opened', { params: { path: { receipt_id: item.id } } })
        .catch(() => undefined);
    }
  }, [item.id, fresh]);
}

function ConfirmCard({ card, code }: { card: Card; code: string }) {
  const t = useTexts(texts);
  const { language } = usePreferences();
  useOpened(card);
  const { item } = card;
  const title = item.done ? t.doneTitle : item.changed_from !== null ? t.askAgain : t.askTitle;
  if (!item.confirm && item.done) return null;
  return (
    <section
      className={classes.ask}
      aria-label={title}
      data-late={(item.late && !item.done) || undefined}
      data-done={item.done || undefined}
    >
      <h2>{title}</h2>
      <p>
        {item.done && item.answered_at
          ? t.readAt(showInstant(item.answered_at, language))
          : t.from(item.sender, showInstant(item.due_at, language))}
        {!item.done && ` ${t.minutes(card.minutes)}`}
      </p>
      {item.message && !item.done && <p>{item.message}</p>}
      {!item.done && item.changed_from !== null && <Changes card={card} code={code} />}
      <Asked card={card} />
      {!item.done && item.confirm && <Answer card={card} />}
    </section>
  );
}

/** What changed since the reader confirmed, in at most three lines, and the way to all of it. */
function Changes({ card, code }: { card: Card; code: string }) {
  const t = useTexts(texts);
  const { item, changes, change_count: count } = card;
  const becames: Record<string, string> = t.becames;
  return (
    <>
      {card.reason && <p>{t.reason(card.reason)}</p>}
      <ul className={classes.changes} aria-label={t.changed}>
        {changes.map(({ name, became, text }) => (
          <li key={name}>
            <strong>{`${name}（${becames[became] ?? ''}）`}</strong> {text}
          </li>
        ))}
        {count > changes.length && <li>{t.moreChanges(count - changes.length)}</li>}
      </ul>
      <Link
        to="/d/$code/compare"
        params={{ code }}
        search={{ ...(item.changed_from ? { from: item.changed_from } : {}), to: item.edition_id }}
        className={page.link}
      >
        {t.seeChanges}
      </Link>
    </>
  );
}

function Asked({ card }: { card: Card }) {
  const t = useTexts(texts);
  return card.item.questions.map(({ id, text, answer: said, answered_by: by }) => (
    <div key={id} className={classes.check}>
      <strong>{t.myQuestion}</strong>
      <p>{text}</p>
      {said ? (
        <>
          <strong>{t.answerBy(by ?? '')}</strong>
          <p>{said}</p>
        </>
      ) : (
        <p className="mks-note">{t.noAnswerYet}</p>
      )}
    </div>
  ));
}

function Answer({ card }: { card: Card }) {
  const t = useTexts(texts);
  const { item, check } = card;
  const [chosen, setChosen] = useState<(number | null)[]>(check.map(() => null));
  const [wrong, setWrong] = useState<number[]>([]);
  const [missing, setMissing] = useState(false);
  const [asking, setAsking] = useState(false);
  const params = { path: { receipt_id: item.id } };
  const verb = useDistributionVerb({
    run: () => {
      const choices = chosen.filter((one): one is number => one !== null);
      const body = { edition_id: item.edition_id, reply: 'read' as const, choices, question: '' };
      return answer(api.POST('/api/v1/must-reads/{receipt_id}/say', { params, body }));
    },
    onDone: (said) => {
      setWrong([...said.wrong]);
      if (said.accepted) showToast(said.item.late ? t.confirmedLateToast : t.confirmed);
    },
  });
  return (
    <>
      {check.length > 0 && <p>{t.checkLead}</p>}
      {check.map(({ text, choices }, place) => (
        <fieldset key={text} className={classes.check}>
          <legend>{text}</legend>
          {choices.map((choice, at) => (
            <Radio
              key={choice}
              className={classes.choice}
              name={`${item.id}-${place}`}
              label={choice}
              checked={chosen[place] === at}
              onChange={() => {
                setChosen((now) => now.map((one, index) => (index === place ? at : one)));
                setWrong((now) => now.filter((one) => one !== place));
                setMissing(false);
              }}
            />
          ))}
          {wrong.includes(place) && (
            <p role="alert">
              <strong>{t.wrong}</strong>
            </p>
          )}
        </fieldset>
      ))}
      {missing && <p role="alert">{t.chooseAll}</p>}
      <FormProblem problem={verb.problem} />
      <div className={classes.large}>
        <Button
          leftSection={<IconCircleCheck size={24} />}
          loading={verb.isPending}
          onClick={() => (chosen.includes(null) ? setMissing(true) : verb.mutate())}
        >
          {t.read}
        </Button>
        <Button variant="default" leftSection={<IconHelpCircle size={24} />} onClick={() => setAsking(true)}>
          {t.unclearButton}
        </Button>
      </div>
      <Suspense>{asking && <AskDialog item={item} onClose={() => setAsking(false)} />}</Suspense>
    </>
  );
}
