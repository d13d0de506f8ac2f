import { IconDevices } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { answer, api } from '@/api/client';
import { useTexts } from '@/lib/texts';
import { ButtonLink } from '@/ui/ButtonLink';
import { Card } from '@/ui/Card';
import { Loaded } from '@/ui/Loaded';
import classes from './HomePage.module.css';
import { texts } from './texts';

/** Where else the person is signed in, because nobody else would notice a stranger there. */
export function Devices() {
  const t = useTexts(texts);
  const query = useQuery({ queryKey: ['sessions'], queryFn: () => answer(api.GET('/api/v1/auth/sessions')) });
  return (
    <Card
      title={t.sessions}
      actions={
        <ButtonLink to="/account" search={{ tab: 'sessions' }} variant="subtle" size="compact-md">
          {t.sessionsOpen}
        </ButtonLink>
      }
    >
      <Loaded query={query} lines={1}>
        {({ items }) => {
          const others = items.filter((entry) => !entry.is_current).length;
          return (
            <>
              <p className={classes.calm}>
                <IconDevices size={28} aria-hidden />
                {others === 0 ? t.sessionsOnly : t.sessionsOthers(others)}
              </p>
              {others > 0 && <p className="mks-note">{t.sessionsAdvice}</p>}
            </>
          );
        }}
      </Loaded>
    </Card>
  );
}
