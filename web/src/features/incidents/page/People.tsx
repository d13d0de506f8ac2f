import { Button } from '@mantine/core';
import { IconEye, IconEyeOff } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { answer, api } from '@/api/client';
import { asProblem } from '@/api/problem';
import { useTexts } from '@/lib/texts';
import { Card } from '@/ui/Card';
import { ConfirmDialog } from '@/ui/ConfirmDialog';
import type { IncidentView } from '../api';
import { contentOf, type ShownPerson } from '../content';
import classes from '../Incidents.module.css';
import { texts as report } from '../report/texts';
import { texts } from './texts';

/** The people involved, by label; whoever may see names opens them on purpose, and that is recorded. */
export function People({ incident }: { incident: IncidentView }) {
  const t = useTexts(texts);
  const [asking, setAsking] = useState(false);
  const open = useMutation({
    mutationFn: () => answer(api.POST('/api/v1/incidents/{ref}/names', { params: { path: { ref: incident.id } } })),
    onSuccess: () => setAsking(false),
    gcTime: 0,
  });
  const { people } = contentOf(incident);
  const names = new Map((open.data?.people ?? []).map(({ key, name }) => [key, name]));
  return (
    <Card title={t.people}>
      {people.length === 0 && <p className="mks-note">{t.peopleNone}</p>}
      <ul className={classes.rows}>
        {people.map((person) => (
          <li key={person.id}>
            <strong>{person.label}</strong> {names.get(person.id) && <span>{names.get(person.id)}</span>}
            <PersonFacts person={person} />
          </li>
        ))}
      </ul>
      {incident.hidden > 0 && !open.data && <p className="mks-note">{t.hidden}</p>}
      {open.data && open.data.wordings.length > 0 && (
        <>
          <h3>{t.wordings}</h3>
          {open.data.wordings.map(({ field, text }) => (
            <p key={field} className={classes.words}>
              {text}
            </p>
          ))}
        </>
      )}
      {incident.can.see_names &&
        (open.data ? (
          <Button variant="default" leftSection={<IconEyeOff size={20} aria-hidden />} onClick={() => open.reset()}>
            {t.hideNames}
          </Button>
        ) : (
          <Button variant="default" leftSection={<IconEye size={20} aria-hidden />} onClick={() => setAsking(true)}>
            {t.showNames}
          </Button>
        ))}
      <ConfirmDialog
        opened={asking}
        title={t.showNamesTitle}
        confirm={t.showNames}
        pending={open.isPending}
        problem={open.error ? asProblem(open.error) : null}
        onConfirm={() => open.mutate()}
        onCancel={() => setAsking(false)}
      >
        <p>{t.showNamesLead}</p>
      </ConfirmDialog>
    </Card>
  );
}

function PersonFacts({ person }: { person: ShownPerson }) {
  const t = useTexts(texts);
  const r = useTexts(report);
  const { age_group, absence, lost_days } = person;
  const facts = [
    age_group ? r.ages[age_group] : '',
    person.occupation,
    person.company,
    person.injury,
    absence ? r.absences[absence] : '',
    lost_days !== null && lost_days !== undefined ? t.days(lost_days) : '',
  ].filter(Boolean);
  return facts.length > 0 ? <p className={classes.words}>{facts.join('、')}</p> : null;
}
