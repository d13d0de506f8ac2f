import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { answer, api } from '@/api/client';
import { useMay } from '@/api/me';
import { useTexts } from '@/lib/texts';
import { ButtonLink } from '@/ui/ButtonLink';
import { Card } from '@/ui/Card';
import { Loaded } from '@/ui/Loaded';
import classes from './HomePage.module.css';
import { texts } from './texts';

const SHOWN = 5;

/** The consultations in which it is the person's turn; nothing for those who do not ask. */
export function Consultations() {
  const t = useTexts(texts);
  const may = useMay();
  const asks = may('consultation.ask');
  const query = useQuery({
    queryKey: ['consultations', 'home'],
    queryFn: () =>
      answer(api.GET('/api/v1/consultations', { params: { query: { whose: 'waiting', sort: 'due', limit: SHOWN } } })),
    enabled: asks,
  });
  if (!asks) return null;
  return (
    <Card
      title={t.consultations}
      actions={
        <ButtonLink to="/consultations" variant="subtle" size="compact-md">
          {t.documentsAll}
        </ButtonLink>
      }
    >
      <Loaded query={query} lines={2}>
        {({ items }) =>
          items.length === 0 ? (
            <p className={classes.calm}>{t.consultationsNone}</p>
          ) : (
            <ul className={classes.list}>
              {items.map(({ id, code, title, state, clock }) => (
                <li key={id}>
                  <Link to="/consultations/$code" params={{ code }} className={classes.notice}>
                    <strong>{title}</strong>
                    <span className={classes.when}>{clock.late ? t.consultationLate(state.name) : state.name}</span>
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
