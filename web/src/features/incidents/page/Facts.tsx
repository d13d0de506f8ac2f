import { showDay, showInstant } from '@/lib/dates';
import { usePreferences } from '@/lib/preferences';
import { useTexts } from '@/lib/texts';
import { Card } from '@/ui/Card';
import type { IncidentView } from '../api';
import { contentOf } from '../content';
import classes from '../Incidents.module.css';
import { texts as shared } from '../texts';
import { texts } from './texts';

/** The short facts, by name; what is not known is left out. */
export function Facts({ incident }: { incident: IncidentView }) {
  const t = useTexts(texts);
  const s = useTexts(shared);
  const { language } = usePreferences();
  const content = contentOf(incident);
  const moment = content.time_known === false ? showDay : showInstant;
  const facts = [
    [s.occurred, moment(incident.occurred_at, language)],
    [s.site, incident.project ? `${incident.project.code} ${incident.project.name}` : ''],
    [s.place, content.place],
    [t.weather, content.weather],
    [t.work, content.work],
    [t.machine, content.machine],
    [s.accidentType, incident.accident_type?.name],
    [s.agent, incident.agent?.name],
    [t.workTypes, incident.work_types.map(({ name }) => name).join('、')],
  ].filter((fact): fact is [string, string] => Boolean(fact[1]));
  return (
    <Card title={t.facts}>
      <dl className={classes.facts}>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}
