import { Button, Textarea, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { randomId } from '@/lib/ids';
import { useTexts } from '@/lib/texts';
import { CAUSE_FIELDS, type Cause, type CauseField, type Event, type Why } from '../content';
import classes from '../Incidents.module.css';
import { localOf, instantOfLocal } from '../moments';
import { texts as page } from '../page/texts';
import { texts } from './texts';

const rowId = () => randomId().slice(0, 8);

function Row({ name, onRemove, children }: { name: string; onRemove: () => void; children: ReactNode }) {
  const t = useTexts(texts);
  return (
    <li className={classes.row} aria-label={name}>
      {children}
      <div>
        <Button variant="subtle" leftSection={<IconTrash size={18} aria-hidden />} onClick={onRemove}>
          {t.remove(name)}
        </Button>
      </div>
    </li>
  );
}

function Add({ text, onClick }: { text: string; onClick: () => void }) {
  return (
    <div>
      <Button variant="default" leftSection={<IconPlus size={20} aria-hidden />} onClick={onClick}>
        {text}
      </Button>
    </div>
  );
}

interface RowsProps<T> {
  rows: readonly T[];
  onChange: (rows: T[]) => void;
}

function changer<T extends { id: string }>({ rows, onChange }: RowsProps<T>) {
  return {
    change: (id: string, fields: Partial<T>) =>
      onChange(rows.map((row) => (row.id === id ? { ...row, ...fields } : row))),
    remove: (id: string) => onChange(rows.filter((row) => row.id !== id)),
    add: (row: T) => onChange([...rows, row]),
  };
}

/** What happened when, in the order in which it is told. */
export function TimelineRows(props: RowsProps<Event>) {
  const t = useTexts(texts);
  const { change, remove, add } = changer(props);
  return (
    <fieldset className={classes.question}>
      <legend>{t.timeline}</legend>
      <ol className={classes.rows}>
        {props.rows.map((event, at) => (
          <Row key={event.id} name={`${t.eventTitle} ${at + 1}`} onRemove={() => remove(event.id)}>
            <TextInput
              type="datetime-local"
              label={t.eventAt}
              value={localOf(event.at ?? null)}
              onChange={({ currentTarget }) => change(event.id, { at: instantOfLocal(currentTarget.value) })}
            />
            <TextInput
              label={t.eventTitle}
              maxLength={300}
              value={event.title ?? ''}
              onChange={({ currentTarget }) => change(event.id, { title: currentTarget.value })}
            />
            <Textarea
              label={t.eventText}
              autosize
              maxLength={4000}
              value={event.text ?? ''}
              onChange={({ currentTarget }) => change(event.id, { text: currentTarget.value })}
            />
          </Row>
        ))}
      </ol>
      <Add text={t.eventAdd} onClick={() => add({ id: rowId(), at: null, title: '', text: '' })} />
    </fieldset>
  );
}

/** Causes under the four M. */
export function CauseRows(props: RowsProps<Cause>) {
  const t = useTexts(texts);
  const p = useTexts(page);
  const { change, remove, add } = changer(props);
  const unsorted = props.rows.some(({ field }) => !field);
  const fields: CauseField[] = unsorted ? [...CAUSE_FIELDS, ''] : [...CAUSE_FIELDS];
  return (
    <fieldset className={classes.question}>
      <legend>{t.causes}</legend>
      <div className={classes.form}>
        {fields.map((field) => {
          const name = field === '' ? t.unsorted : p.causeFields[field];
          const rows = props.rows.filter((cause) => (cause.field ?? '') === field);
          return (
            <section key={field} className={classes.stack} aria-label={name}>
              <ul className={classes.rows}>
                {rows.map((cause, at) => (
                  <Row key={cause.id} name={t.causeOf(name, at + 1)} onRemove={() => remove(cause.id)}>
                    <Textarea
                      label={t.causeOf(name, at + 1)}
                      autosize
                      minRows={2}
                      maxLength={4000}
                      value={cause.text ?? ''}
                      onChange={({ currentTarget }) => change(cause.id, { text: currentTarget.value })}
                    />
                  </Row>
                ))}
              </ul>
              {field !== '' && <Add text={t.causeAdd(name)} onClick={() => add({ id: rowId(), field, text: '' })} />}
            </section>
          );
        })}
      </div>
    </fieldset>
  );
}

/** The chain of whys. */
export function WhyRows(props: RowsProps<Why>) {
  const t = useTexts(texts);
  const { change, remove, add } = changer(props);
  return (
    <fieldset className={classes.question}>
      <legend>{t.whys}</legend>
      <p className="mks-note">{t.whysLead}</p>
      <ol className={classes.rows}>
        {props.rows.map((why, at) => (
          <Row key={why.id} name={t.why(at + 1)} onRemove={() => remove(why.id)}>
            <Textarea
              label={t.why(at + 1)}
              autosize
              maxLength={4000}
              value={why.text ?? ''}
              onChange={({ currentTarget }) => change(why.id, { text: currentTarget.value })}
            />
          </Row>
        ))}
      </ol>
      <Add text={t.whyAdd} onClick={() => add({ id: rowId(), text: '' })} />
    </fieldset>
  );
}
