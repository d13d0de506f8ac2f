import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { answer, api } from '@/api/client';
import { useMay } from '@/api/me';
import { showInstant } from '@/lib/dates';
import { usePreferences } from '@/lib/preferences';
import { useTexts } from '@/lib/texts';
import { ButtonLink } from '@/ui/ButtonLink';
import { Card } from '@/ui/Card';
import { Loaded } from '@/ui/Loaded';
import classes from './HomePage.module.css';
import { texts } from './texts';

const SHOWN = 5;

/** What waits for the person's approval, the one due first; nothing for those who do not decide. */
export function Approvals() {
  const t = useTexts(texts);
  const { language } = usePreferences();
  const decides = useMay()('approval.decide');
  const query = useQuery({
    queryKey: ['approvals', 'home'],
    queryFn: () => answer(api.GET('/api/v1/approvals', { params: { query: { box: 'waiting' } } })),
    enabled: decides,
  });
  if (!decides) return null;
  return (
    <Card
      title={t.approvals}
      actions={
        <ButtonLink to="/approvals" variant="subtle" size="compact-md">
          {t.documentsAll}
        </ButtonLink>
      }
    >
      <Loaded query={query} lines={2}>
        {({ items }) =>
          items.length === 0 ? (
            <p className={classes.calm}>{t.approvalsNone}</p>
          ) : (
            <ul className={classes.list}>
              {items.slice(0, SHOWN).map(({ id, title, due_at: due, late }) => (
                <li key={id}>
                  <Link to="/approvals/$id" params={{ id }} className={classes.notice}>
                    <strong>{title}</strong>
                    <span className={classes.when}>
                      {late ? t.approvalLate : due && t.approvalDue(showInstant(due, language))}
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
