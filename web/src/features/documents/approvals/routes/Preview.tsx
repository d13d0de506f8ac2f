import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTexts } from '@/lib/texts';
import { Card } from '@/ui/Card';
import { Loaded } from '@/ui/Loaded';
import classes from '../Approvals.module.css';
import { routeQuery } from '../queries';
import { IMPORTANCES, KINDS, type Importance } from './queries';
import { texts } from './texts';

type Kind = (typeof KINDS)[number];

/** Which route a document of this sort would take now, and why. */
export function Preview() {
  const t = useTexts(texts);
  const [kind, setKind] = useState<Kind>('sop');
  const [importance, setImportance] = useState<Importance>('critical');
  const query = useQuery(routeQuery({ kind, importance, category: null, project: null }));
  return (
    <Card title={t.preview}>
      <p className="mks-note">{t.previewLead}</p>
      <div className={classes.pair}>
        <Select<Kind>
          label={t.kind}
          allowDeselect={false}
          data={KINDS.map((value) => ({ value, label: t.kinds[value] }))}
          value={kind}
          onChange={(value) => value && setKind(value)}
        />
        <Select<Importance>
          label={t.importance}
          allowDeselect={false}
          data={IMPORTANCES.map((value) => ({ value, label: t.importances[value] }))}
          value={importance}
          onChange={(value) => value && setImportance(value)}
        />
      </div>
      <Loaded query={query} lines={2}>
        {({ sentence, stages }) => (
          <div role="status">
            <p>{sentence}</p>
            <ul className={classes.list}>
              {stages.map(({ no, name, seats, short }) => (
                <li key={no}>
                  {t.previewSeats(no, name, seats.map(({ person }) => person.name).join('・') || t.nobody)}
                  {short && ` ${t.short}`}
                </li>
              ))}
            </ul>
          </div>
        )}
      </Loaded>
    </Card>
  );
}
