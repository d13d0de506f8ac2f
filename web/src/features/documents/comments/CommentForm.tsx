import { Button, Group, MultiSelect, Textarea } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { dropDraft, findDraft, keepDraft } from '@/lib/drafts';
import type { Problem } from '@/api/problem';
import { useTexts } from '@/lib/texts';
import { Form } from '@/ui/Form';
import { FormProblem } from '@/ui/FormProblem';
import { texts as uiTexts } from '@/ui/texts';
import type { DocumentView, PersonName } from '../api';
import { choiceOf, peopleOf, peopleToNameQuery, type Choice } from '../people';
import classes from './Comments.module.css';
import { texts } from './texts';

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
        <Mentions document={props.document} known={props.known ?? []} chosen={people} onChoose={setPeople} />
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

interface MentionsProps {
  document: DocumentView;
  known: readonly PersonName[];
  chosen: Choice[];
  onChoose: (chosen: Choice[]) => void;
}

function Mentions({ document, known, chosen, onChoose }: MentionsProps) {
  const t = useTexts(texts);
  const [typed, setTyped] = useState('');
  const [looked] = useDebouncedValue(typed, 250);
  const { data } = useQuery({ ...peopleToNameQuery(document.id, looked), enabled: document.can.see_visibility });
  const near = peopleOf(document, known).filter(({ label }) => label.includes(looked));
  const found = [...chosen, ...near, ...(data?.items ?? []).map(choiceOf)];
  const all = [...new Map(found.map((one) => [one.value, one])).values()];
  return (
    <MultiSelect
      label={t.mentions}
      description={t.mentionsHint}
      searchable
      clearable
      hidePickedOptions
      maxValues={20}
      data={all}
      filter={({ options }) => options}
      value={chosen.map(({ value }) => value)}
      onChange={(values) => onChoose(all.filter(({ value }) => values.includes(value)))}
      onSearchChange={setTyped}
      nothingFoundMessage={t.mentionsNone}
    />
  );
}
