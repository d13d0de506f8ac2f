import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTexts } from '@/lib/texts';
import { Card } from '@/ui/Card';
import { Loaded } from '@/ui/Loaded';
import { Pill } from '@/ui/Pill';
import { similarQuery, type Similar } from '../api';
import classes from '../Incidents.module.css';
import { texts } from './texts';

/** What happened elsewhere in the same way: here, and in the public records, apart from each other. */
export function SimilarCard({ code }: { code: string }) {
  const t = useTexts(texts);
  const query = useQuery(similarQuery(code));
  return (
    <Card title={t.similar}>
      <Loaded query={query} lines={3}>
        {({ own, public: records, source }) => (
          <>
            {own.length === 0 && records.length === 0 && <p className="mks-note">{t.similarNone}</p>}
            <Cases title={t.own} cases={own} />
            <Cases title={t.publicRecords} cases={records} />
            {records.length > 0 && <p className={classes.source}>{t.source(source)}</p>}
          </>
        )}
      </Loaded>
    </Card>
  );
}

function Cases({ title, cases }: { title: string; cases: readonly Similar[] }) {
  if (cases.length === 0) return null;
  return (
    <>
      <h3>{title}</h3>
      <ul className={classes.rows} aria-label={title}>
        {cases.map((one) => (
          <li key={one.id} className={classes.stack}>
            {one.kind === 'incident' ? (
              <Link to="/incidents/$code" params={{ code: one.code }} className={classes.name}>
                {one.title}
              </Link>
            ) : (
              <Link to="/public-records/$id" params={{ id: one.id }} className={classes.name}>
                {one.title}
              </Link>
            )}
            <span className="mks-note">{[one.code, one.when, one.agent].filter(Boolean).join('・')}</span>
            <p className={classes.words}>{one.excerpt}</p>
            <span className={classes.pills}>
              {one.reasons.map((reason) => (
                <Pill key={reason}>{reason}</Pill>
              ))}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}
