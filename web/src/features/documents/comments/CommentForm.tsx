import { Button, Group, Skeleton, Textarea } from '@mantine/core';
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { dropDraft, findDraft, keepDraft } from '@/lib/drafts';
import type { Problem } from '@/api/problem';
import { useTexts } from '@/lib/texts';
import { Form } from '@/ui/Form';
import { FormProblem } from '@/ui/FormProblem';
import { texts as uiTexts } from '@/ui/texts';
import type { DocumentView, PersonName } from '../api';
import type { Choice } from '../people';
import classes from './Comments.module.css';
import { texts } from './texts';

const Mentions = lazy(async () => ({ default: (await import('./Mentions')).Mentions }));

interface CommentFormProps {
  document: DocumentView;
  /** Under this name what is typed is kept until it is sent. */
  name: string;
  label: string;
  send: string;
  initial?: string;
  /** People who can be told without looking them up; a rewording tells nobody anew. */
  known?: readonly PersonName[] | null;
  pending: boolean;
  problem: Problem | null;
  onSend: (body: string, mentions: string[]) => void;
  onCancel?: () => void;
}

/** Words and the people who shall hear of them. */
export function CommentForm(props: CommentFormProps) {
  const t = useTexts(texts);
  const common = useTexts(uiTexts);
  const { initial = '' } = props;
  const [body, setBody] = useState(() => findDraft(props.name, { body: '' })?.body ?? initial);
  const [people, setPeople] = useState<Choice[]>([]);
  const [error, setError] = useState<string | null>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  const opened = props.onCancel !== undefined;
  useEffect(() => {
    if (opened) field.current?.focus();
  }, [opened]);
  const type = (text: string) => {
    setBody(text);
    setError(null);
    if (text === initial) dropDraft(props.name);
    else keepDraft(props.name, { body: text });
  };
  const send = () => {
    if (body.trim() === '') {
      setError(t.empty_body);
      field.current?.focus();
    } else {
      props.onSend(
        body,
        people.map(({ value }) => value),
      );
    }
  };
  return (
    <Form
      label={props.label}
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <FormProblem problem={props.problem} more={props.problem?.fields.map(({ message }) => message) ?? []} />
      <Textarea
        ref={field}
        label={props.label}
        placeholder={t.placeholder}
        autosize
        minRows={2}
        maxRows={12}
        maxLength={5000}
        value={body}
        onChange={(event) => type(event.currentTarget.value)}
        error={error}
      />
      {props.known !== null && (
        <Suspense fallback={<Skeleton height={84} />}>
          <Mentions document={props.document} known={props.known ?? []} chosen={people} onChoose={setPeople} />
        </Suspense>
      )}
      <Group justify="flex-end" gap="sm">
        {props.onCancel && (
          <Button
            variant="default"
            onClick={() => {
              dropDraft(props.name);
              props.onCancel?.();
            }}
          >
            {common.cancel}
          </Button>
        )}
        <Button type="submit" loading={props.pending}>
          {props.send}
        </Button>
      </Group>
    </Form>
  );
}
