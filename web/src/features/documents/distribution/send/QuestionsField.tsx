import { Button, Radio, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useTexts } from '@/lib/texts';
import classes from '../Distribution.module.css';
import type { Question } from '../queries';
import { isWhole, NEW_QUESTION } from './form';
import { texts } from './texts';

interface QuestionsFieldProps {
  value: Question[];
  onChange: (questions: Question[]) => void;
  missing: boolean;
}

const MOST = 3;
const MOST_CHOICES = 6;

/** Up to three questions with their choices; one of each is right. */
export function QuestionsField({ value, onChange, missing }: QuestionsFieldProps) {
  const t = useTexts(texts);
  const change = (place: number, to: Partial<Question>) =>
    onChange(value.map((one, at) => (at === place ? { ...one, ...to } : one)));
  return (
    <fieldset className={classes.box}>
      <legend>{t.questions}</legend>
      <p className="mks-note">{t.questionsHint}</p>
      {value.map((question, place) => (
        <fieldset key={place} className={classes.box}>
          <legend>{t.question(place + 1)}</legend>
          <TextInput
            label={t.questionText}
            maxLength={300}
            value={question.text}
            onChange={(event) => change(place, { text: event.currentTarget.value })}
            error={missing && !isWhole(question) && t.questionMissing}
          />
          {question.choices.map((choice, at) => (
            <div key={at} className={classes.line}>
              <Radio
                className={classes.choice}
                name={`right-${place}`}
                aria-label={t.rightOf(at + 1)}
                label={t.right}
                checked={question.right === at}
                onChange={() => change(place, { right: at })}
              />
              <TextInput
                aria-label={t.choice(at + 1)}
                placeholder={t.choice(at + 1)}
                maxLength={200}
                value={choice}
                onChange={(event) => {
                  const words = event.currentTarget.value;
                  change(place, { choices: question.choices.map((one, index) => (index === at ? words : one)) });
                }}
              />
            </div>
          ))}
          <div className={classes.line}>
            {question.choices.length < MOST_CHOICES && (
              <Button variant="subtle" onClick={() => change(place, { choices: [...question.choices, ''] })}>
                {t.addChoice}
              </Button>
            )}
            <Button
              variant="subtle"
              color="red"
              leftSection={<IconTrash size={18} />}
              onClick={() => onChange(value.filter((_, at) => at !== place))}
            >
              {t.removeQuestion(place + 1)}
            </Button>
          </div>
        </fieldset>
      ))}
      {value.length < MOST && (
        <Button
          variant="default"
          leftSection={<IconPlus size={18} />}
          onClick={() => onChange([...value, { ...NEW_QUESTION, choices: ['', ''] }])}
        >
          {t.addQuestion}
        </Button>
      )}
    </fieldset>
  );
}
