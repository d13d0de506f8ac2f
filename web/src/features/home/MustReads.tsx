import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { answer, api } from '@/api/client';
import { showInstant } from '@/lib/dates';
import { usePreferences } from '@/lib/preferences';
import { useTexts } from '@/lib/texts';
import { ButtonLink } from '@/ui/ButtonLink';
import { Card } from '@/ui/Card';
import { Loaded } from '@/ui/Loaded';
import classes from './HomePage.module.css';
import { texts } from './texts';

const SHOWN = 5;

/** The first question of the day: what there is to read, the one due first. */
export function MustReads() {
  const t = useTexts(texts);
  const { language } = usePreferences();
  const query = useQuery({
    queryKey: ['must-reads', 'home'],
    queryFn: () => answer(api.GET('/api/v1/must-reads', { params: { query: { limit: SHOWN } } })),
  });
  const waiting = query.data?.waiting ?? 0;
  return (
    <Card
      title={t.mustReads(waiting)}
      tone={waiting > 0 ? 'attention' : 'plain'}
      actions={
        <ButtonLink to="/must-read" variant="subtle" size="compact-md">
          {t.documentsAll}
        </ButtonLink>
      }
    >
      <Loaded query={query} lines={2}>
        {({ items }) =>
          items.length === 0 ? (
            <p className={classes.calm}>{t.mustReadsNone}</p>
          ) : (
            <ul className={classes.list}>
              {items.map(({ id, document, due_at: due, late }) => (
                <li key={id}>
                  <Link to="/d/$code" params={{ code: document.code }} className={classes.notice}>
                    <strong>{document.title}</strong>
                    <span className={classes.when}>
                      {late ? t.mustReadLate : t.approvalDue(showInstant(due, language))}
                    </span>
                  </Link>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </Card>
  );
}
