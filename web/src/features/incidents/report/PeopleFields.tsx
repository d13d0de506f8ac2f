import { Button, NumberInput, Select, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { randomId } from '@/lib/ids';
import { useTexts } from '@/lib/texts';
import { ABSENCES, AGES, PARTS, type Person } from '../content';
import classes from '../Incidents.module.css';
import { texts } from './texts';

interface PeopleFieldsProps {
  people: readonly Person[];
  onChange: (people: Person[]) => void;
  /** The labels of people who are kept already; their names are not shown here. */
  labels?: Readonly<Record<string, string>>;
}

export const NEW_PERSON: Omit<Person, 'id'> = {
  part: 'victim',
  age_group: '',
  occupation: '',
  company: '',
  injury: '',
  absence: '',
  lost_days: null,
};

/** The people involved, each with what statistics ask for. */
export function PeopleFields({ people, onChange, labels = {} }: PeopleFieldsProps) {
  const t = useTexts(texts);
  const change = (id: string, fields: Partial<Person>) =>
    onChange(people.map((person) => (person.id === id ? { ...person, ...fields } : person)));
  return (
    <div className={classes.form}>
      <p className="mks-note">{t.peopleLead}</p>
      <ul className={classes.rows}>
        {people.map((person, at) => (
          <li key={person.id} className={classes.row} aria-label={labels[person.id] ?? t.person(at + 1)}>
            <strong>{labels[person.id] ?? t.person(at + 1)}</strong>
            <div className={classes.filters}>
              <Select
                label={t.part}
                allowDeselect={false}
                data={PARTS.map((value) => ({ value, label: t.parts[value] }))}
                value={person.part ?? 'victim'}
                onChange={(value) => change(person.id, { part: PARTS.find((part) => part === value) ?? 'victim' })}
              />
              <TextInput
                label={t.name}
                autoComplete="off"
                placeholder={labels[person.id] === undefined ? '' : t.nameKept}
                maxLength={100}
                value={person.name ?? ''}
                onChange={(event) => change(person.id, { name: event.currentTarget.value })}
              />
              <Select
                label={t.age}
                clearable
                data={AGES.map((value) => ({ value, label: t.ages[value] }))}
                value={person.age_group || null}
                onChange={(value) => change(person.id, { age_group: AGES.find((age) => age === value) ?? '' })}
              />
              <TextInput
                label={t.occupation}
                maxLength={300}
                value={person.occupation ?? ''}
                onChange={(event) => change(person.id, { occupation: event.currentTarget.value })}
              />
              <TextInput
                label={t.company}
                maxLength={300}
                value={person.company ?? ''}
                onChange={(event) => change(person.id, { company: event.currentTarget.value })}
              />
              <TextInput
                label={t.injury}
                maxLength={300}
                value={person.injury ?? ''}
                onChange={(event) => change(person.id, { injury: event.currentTarget.value })}
              />
              <Select
                label={t.absence}
                clearable
                data={ABSENCES.map((value) => ({ value, label: t.absences[value] }))}
                value={person.absence || null}
                onChange={(value) => change(person.id, { absence: ABSENCES.find((one) => one === value) ?? '' })}
              />
              <NumberInput
                label={t.lostDays}
                min={0}
                max={7500}
                allowDecimal={false}
                value={person.lost_days ?? ''}
                onChange={(value) => change(person.id, { lost_days: typeof value === 'number' ? value : null })}
              />
            </div>
            <div>
              <Button
                variant="subtle"
                leftSection={<IconTrash size={18} aria-hidden />}
                onClick={() => onChange(people.filter(({ id }) => id !== person.id))}
              >
                {t.personRemove}
              </Button>
            </div>
          </li>
        ))}
      </ul>
      <div>
        <Button
          variant="default"
          leftSection={<IconPlus size={20} aria-hidden />}
          onClick={() => onChange([...people, { ...NEW_PERSON, id: randomId().slice(0, 8), name: '' }])}
        >
          {t.personAdd}
        </Button>
      </div>
    </div>
  );
}
