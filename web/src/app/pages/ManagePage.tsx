import { IconChevronRight } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useMay } from '@/api/me';
import { useTexts } from '@/lib/texts';
import { Page } from '@/ui/Page';
import { allowed, MANAGEMENT } from '../shell/destinations';
import { texts } from '../texts';
import { ForbiddenPage } from './ForbiddenPage';
import classes from './ManagePage.module.css';

/** The management pages a person may open, as large lines for the phone. */
export function ManagePage() {
  const t = useTexts(texts);
  const destinations = allowed(MANAGEMENT, useMay());
  if (destinations.length === 0) return <ForbiddenPage right="person.manage" />;
  return (
    <Page title={t.manage} lead={t.manageLead} width="narrow">
      <ul className={classes.list}>
        {destinations.map(({ to, text, icon: Icon }) => (
          <li key={to}>
            <Link to={to} className={classes.line}>
              <span className={classes.icon}>
                <Icon size={24} aria-hidden />
              </span>
              <span>{t[text]}</span>
              <IconChevronRight size={20} aria-hidden />
            </Link>
          </li>
        ))}
      </ul>
    </Page>
  );
}
