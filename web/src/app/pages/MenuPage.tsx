import { Title } from '@mantine/core';
import { IconChevronRight } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useMay } from '@/api/me';
import { useTexts } from '@/lib/texts';
import { Page } from '@/ui/Page';
import { allowed, MANAGEMENT, PERSONAL, type Destination } from '../shell/destinations';
import { UnreadCount } from '../shell/SideNav';
import { texts } from '../texts';
import classes from './MenuPage.module.css';

/** Everything the bar of the phone has no room for, as large lines; management apart. */
export function MenuPage() {
  const t = useTexts(texts);
  const may = useMay();
  const management = allowed(MANAGEMENT, may);
  return (
    <Page title={t.menu} width="narrow">
      <Lines label={t.menu} destinations={allowed(PERSONAL, may).filter(({ bar }) => bar !== true)} />
      {management.length > 0 && (
        <>
          <Title order={2} className={classes.title}>
            {t.manage}
          </Title>
          <Lines label={t.manage} destinations={management} />
        </>
      )}
    </Page>
  );
}

function Lines({ label, destinations }: { label: string; destinations: Destination[] }) {
  const t = useTexts(texts);
  return (
    <ul className={classes.list} aria-label={label}>
      {destinations.map(({ to, text, icon: Icon }) => (
        <li key={to}>
          <Link to={to} className={classes.line}>
            <span className={classes.icon}>
              <Icon size={24} aria-hidden />
            </span>
            <span>{t[text]}</span>
            {text === 'notices' && <UnreadCount />}
            <IconChevronRight size={20} aria-hidden />
          </Link>
        </li>
      ))}
    </ul>
  );
}
