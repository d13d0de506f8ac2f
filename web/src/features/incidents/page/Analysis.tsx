import { showInstant } from '@/lib/dates';
import { usePreferences } from '@/lib/preferences';
import { useTexts } from '@/lib/texts';
import { Card } from '@/ui/Card';
import { CAUSE_FIELDS, type Content } from '../content';
import classes from '../Incidents.module.css';
import { texts } from './texts';

/** When what happened, why, and why that. */
export function Analysis({ content }: { content: Content }) {
  const t = useTexts(texts);
  const { language } = usePreferences();
  const groups = [...CAUSE_FIELDS, '' as const]
    .map((field) => ({ field, causes: content.causes.filter((cause) => (cause.field ?? '') === field) }))
    .filter(({ causes }) => causes.length > 0);
  return (
    <>
      {content.timeline.length > 0 && (
        <Card title={t.timeline}>
          <ol className={classes.rows}>
            {content.timeline.map(({ id, at, title, text }) => (
              <li key={id}>
                {at && <span className="mks-note">{showInstant(at, language)} </span>}
                <strong>{title}</strong>
                {text && <p className={classes.words}>{text}</p>}
              </li>
            ))}
          </ol>
        </Card>
      )}
      <Card title={t.causes}>
        {groups.length === 0 && <p className="mks-note">{t.causesNone}</p>}
        {groups.map(({ field, causes }) => (
          <div key={field}>
            {field !== '' && <h3>{t.causeFields[field]}</h3>}
            <ul>
              {causes.map(({ id, text }) => (
                <li key={id} className={classes.words}>
                  {text}
                </li>
              ))}
            </ul>
          </div>
        ))}
        {content.whys.length > 0 && (
          <>
            <h3>{t.whys}</h3>
            <ol>
              {content.whys.map(({ id, text }) => (
                <li key={id} className={classes.words}>
                  {text}
                </li>
              ))}
            </ol>
          </>
        )}
      </Card>
    </>
  );
}
