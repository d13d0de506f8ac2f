import { Button, Group, SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import { answer, api } from '@/api/client';
import { dropDraft, findDraft, keepDraft } from '@/lib/drafts';
import { randomId } from '@/lib/ids';
import { useTexts } from '@/lib/texts';
import { Card } from '@/ui/Card';
import { Form } from '@/ui/Form';
import { FormProblem } from '@/ui/FormProblem';
import { BodyField } from '../editor/BodyField';
import classes from './Consultations.module.css';
import { useConsultationVerb, type Consultation, type PostKind } from './queries';
import { texts } from './texts';

const KINDS = ['reply', 'answer', 'ask_back', 'follow_up'] as const;

/** What the reader may write now: an answer, a question back, a reply, a further question. */
export function WriteForms({ consultation }: { consultation: Consultation }) {
  const t = useTexts(texts);
  const kinds = KINDS.filter((kind) => consultation.can[kind]);
  const [chosen, setChosen] = useState<PostKind | null>(null);
  const kind = kinds.find((one) => one === chosen) ?? kinds[0];
  if (kind === undefined) return null;
  return (
    <Card title={t.write[kind]}>
      <div className={classes.form}>
        {kinds.length > 1 && (
          <SegmentedControl
            aria-label={t.moreActions}
            value={kind}
            onChange={(next) => setChosen(kinds.find((one) => one === next) ?? null)}
            data={kinds.map((value) => ({ value, label: t.write[value] }))}
          />
        )}
        <WriteForm key={kind} consultation={consultation} kind={kind} />
      </div>
    </Card>
  );
}

function WriteForm({ consultation, kind }: { consultation: Consultation; kind: PostKind }) {
  const t = useTexts(texts);
  const name = `consultation.${consultation.id}.${kind}`;
  const [body, setBody] = useState(() => findDraft(name, { body: '' })?.body ?? '');
  const [addresses] = useState(() => new Map<string, string>());
  // One id until it has arrived: sent again it is there once.
  const [id, setId] = useState(randomId);
  // The field is drawn anew once its words were sent.
  const [epoch, setEpoch] = useState(0);
  const [empty, setEmpty] = useState(false);
  const send = useConsultationVerb({
    run: () =>
      answer(
        api.POST('/api/v1/consultations/{ref}/posts', {
          params: { path: { ref: consultation.id } },
          body: { id, kind, body },
        }),
      ),
    done: t.sent[kind],
    onDone: () => {
      dropDraft(name);
      setBody('');
      setId(randomId());
      setEpoch((before) => before + 1);
    },
  });
  const type = (text: string) => {
    setBody(text);
    setEmpty(false);
    if (text.trim() === '') dropDraft(name);
    else keepDraft(name, { body: text });
  };
  return (
    <Form
      label={t.write[kind]}
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (body.trim() === '') setEmpty(true);
        else send.mutate();
      }}
    >
      <FormProblem problem={send.problem} more={send.problem?.fields.map(({ message }) => message) ?? []} />
      <BodyField key={epoch} label={t.kinds[kind]} body={body} addresses={addresses} onChange={type} />
      {empty && <p role="alert">{t.emptyBody}</p>}
      <Group justify="space-between" gap="sm">
        <span className={classes.small}>{t.writeHint[kind]}</span>
        <Button type="submit" loading={send.isPending}>
          {t.send[kind]}
        </Button>
      </Group>
    </Form>
  );
}
