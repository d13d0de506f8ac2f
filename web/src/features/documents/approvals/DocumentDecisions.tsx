import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { showInstant } from '@/lib/dates';
import { usePreferences } from '@/lib/preferences';
import { useTexts } from '@/lib/texts';
import { Card } from '@/ui/Card';
import pageClasses from '../page/Page.module.css';
import classes from './Approvals.module.css';
import { documentRequestsQuery } from './queries';
import { StatePill } from './RequestLine';
import { Steps } from './Steps';
import { texts } from './texts';

/** Every request for a document with what was decided; nothing where there was none, or none the reader may see. */
export function DocumentDecisions({ id }: { id: string }) {
  const t = useTexts(texts);
  const { language } = usePreferences();
  const { data } = useQuery(documentRequestsQuery(id));
  if (!data || data.items.length === 0) return null;
  return (
    <Card title={t.decisions}>
      <p className="mks-note">{t.decisionsLead}</p>
      <ul className={classes.list}>
        {data.items.map((one) => (
          <li key={one.id}>
            <div className={classes.line}>
              <StatePill state={one.state} />
              <Link to="/approvals/$id" params={{ id: one.id }} className={pageClasses.back}>
                {t.earlierOf(t.askedBy(one.requester.name), showInstant(one.requested_at, language))}
              </Link>
            </div>
            <Steps steps={one.steps} />
          </li>
        ))}
      </ul>
    </Card>
  );
}
