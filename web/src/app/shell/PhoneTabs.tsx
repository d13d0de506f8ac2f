import { IconDots } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useMay } from '@/api/me';
import { useTexts } from '@/lib/texts';
import { texts } from '../texts';
import { allowed, PERSONAL } from './destinations';
import classes from './Shell.module.css';

/** The menu of the phone, under the thumb. What it has no room for stands on a page of its own, behind the last tab. */
export function PhoneTabs() {
  const t = useTexts(texts);
  const tabs = [
    ...allowed(PERSONAL, useMay()).filter(({ bar }) => bar === true),
    { to: '/menu' as const, text: 'menu' as const, icon: IconDots },
  ];
  return (
    <nav className={classes.tabs} aria-label={t.navigation}>
      <ul>
        {tabs.map(({ to, text, icon: Icon }) => (
          <li key={to}>
            <Link to={to} className={classes.tab} activeOptions={{ exact: to === '/', includeSearch: false }}>
              <Icon size={24} aria-hidden />
              <span>{t[text]}</span>
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
