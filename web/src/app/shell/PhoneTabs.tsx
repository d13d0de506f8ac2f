import { IconAdjustments } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useMay } from '@/api/me';
import { useTexts } from '@/lib/texts';
import { texts } from '../texts';
import { allowed, MANAGEMENT, PERSONAL } from './destinations';
import classes from './Shell.module.css';
import { UnreadCount } from './SideNav';

/** The menu of the phone, under the thumb. Management is one tab, which opens a page of its own. */
export function PhoneTabs() {
  const t = useTexts(texts);
  const may = useMay();
  const manages = allowed(MANAGEMENT, may).length > 0;
  const account = PERSONAL.find(({ to }) => to === '/account');
  const tabs = [
    ...PERSONAL.filter((entry) => entry !== account),
    ...(manages ? [{ to: '/manage' as const, text: 'manage' as const, icon: IconAdjustments }] : []),
    ...(account ? [account] : []),
  ];
  return (
    <nav className={classes.tabs} aria-label={t.navigation}>
      <ul>
        {tabs.map(({ to, text, icon: Icon }) => (
          <li key={to}>
            <Link to={to} className={classes.tab} activeOptions={{ exact: to === '/', includeSearch: false }}>
              <Icon size={24} aria-hidden />
              <span>{t[text]}</span>
              {text === 'notices' && <UnreadCount />}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
