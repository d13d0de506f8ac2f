import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { showDay } from '@/lib/dates';
import { usePreferences } from '@/lib/preferences';
import { useTexts } from '@/lib/texts';
import { Card } from '@/ui/Card';
import { Instant } from '@/ui/Instant';
import { Pill } from '@/ui/Pill';
import classes from './Consultations.module.css';
import type { Consultation } from './queries';
import { texts } from './texts';

/** What stands beside a consultation: its facts, what came of it, ratings, and the steps it took. */
export function Side({ consultation }: { consultation: Consultation }) {
  const t = useTexts(texts);
  const { knowledge } = consultation;
  return (
    <div className={classes.side}>
      {knowledge && (
        <Card title={t.knowledge}>
          <div className={classes.links}>
            <Link to="/d/$code" params={{ code: knowledge.code }} className="mks-target">
              {knowledge.title || knowledge.code}
            </Link>
            {knowledge.draft && <Pill>{t.knowledgeDraft}</Pill>}
          </div>
        </Card>
      )}
      <Facts consultation={consultation} />
      {consultation.ratings.length > 0 && (
        <Card title={t.rateTitle}>
          <ul className={classes.steps}>
            {consultation.ratings.map(({ expert, stars, comment, at }) => (
              <li key={at}>
                <p>{t.ratedBy(expert.name, stars)}</p>
                {comment && <p className={classes.small}>{comment}</p>}
              </li>
            ))}
          </ul>
        </Card>
      )}
      {consultation.steps.length > 0 && (
        <Card title={t.steps}>
          <ol className={classes.steps}>
            {consultation.steps.map(({ kind, name, at, by, to_name, text }) => (
              <li key={`${at}${kind}`}>
                <p>{[name, to_name].filter(Boolean).join(': ')}</p>
                {text && <p className={classes.small}>{text}</p>}
                <p className={classes.small}>
                  <Instant at={at} /> {by.name}
                </p>
              </li>
            ))}
          </ol>
        </Card>
      )}
    </div>
  );
}

function Facts({ consultation }: { consultation: Consultation }) {
  const t = useTexts(texts);
  const { language } = usePreferences();
  const { expert, code } = consultation;
  const rows: [string, ReactNode][] = [
    [t.asker, consultation.asker.name],
    [
      t.expert,
      expert?.id ? (
        <Link to="/experts/$id" params={{ id: expert.id }} className="mks-target">
          {expert.name}
        </Link>
      ) : (
        (expert?.name ?? t.noExpert)
      ),
    ],
    [t.askedAt, <Instant key="at" at={consultation.asked_at} />],
    [t.wantedOn, consultation.wanted_on && showDay(`${consultation.wanted_on}T00:00:00+09:00`, language)],
    [t.project, consultation.project?.name],
    [t.workTypes, consultation.work_types.map(({ name }) => name).join('・')],
    [t.tags, consultation.tags.join('・')],
    [t.flags, consultation.flags.join('・')],
  ];
  return (
    <Card title={t.facts}>
      <dl className={classes.facts}>
        {rows
          .filter(([, value]) => value !== '' && value !== null && value !== undefined)
          .map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
      <div className={classes.links}>
        <Link to="/d/$code" params={{ code }} search={{ edition: consultation.edition_no }} className="mks-target">
          {t.asDocument}
        </Link>
        <Link to="/d/$code/history" params={{ code }} className="mks-target">
          {t.history}
        </Link>
      </div>
    </Card>
  );
}
