import { IconCircleCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { answer, api } from '@/api/client';
import { useTexts } from '@/lib/texts';
import { ButtonLink } from '@/ui/ButtonLink';
import { Card } from '@/ui/Card';
import { Instant } from '@/ui/Instant';
import { Loaded } from '@/ui/Loaded';
import classes from './HomePage.module.css';
import { texts } from './texts';

const SHOWN = 5;

export function UnreadNotices() {
  const t = useTexts(texts);
  const query = useQuery({
    queryKey: ['notices', 'home'],
    queryFn: () => answer(api.GET('/api/v1/notices', { params: { query: { state: 'unread', limit: SHOWN } } })),
  });
  return (
    <Card
      title={t.notices}
      tone={query.data && query.data.unread > 0 ? 'attention' : 'plain'}
      actions={
        <ButtonLink to="/notices" variant="subtle" size="compact-md">
          {t.noticesAll}
        </ButtonLink>
      }
    >
      <Loaded query={query} lines={3}>
        {({ items }) =>
          items.length === 0 ? (
            <p className={classes.calm}>
              <IconCircleCheck size={28} aria-hidden />
              {t.noticesNone}
            </p>
          ) : (
            <ul className={classes.list}>
              {items.slice(0, SHOWN).map((notice) => (
                <li key={notice.id}>
                  <Link to="/notices" className={classes.notice}>
                    <strong>{notice.title}</strong>
                    <span className={classes.when}>
                      <Instant at={notice.created_at} />
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
