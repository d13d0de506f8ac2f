import { Link } from '@tanstack/react-router';
import { useMay, useMe } from '@/api/me';
import { useTexts } from '@/lib/texts';
import { texts } from '../texts';
import { allowed, MANAGEMENT, PERSONAL, type Destination } from './destinations';
import classes from './Shell.module.css';

export function SideNav() {
  const t = useTexts(texts);
  const may = useMay();
  const management = allowed(MANAGEMENT, may);
  return (
    <nav className={classes.side} aria-label={t.navigation}>
      <div>
        <Links destinations={allowed(PERSONAL, may)} />
        {management.length > 0 && (
          <>
            <p className={classes.group} id="nav-manage">
              {t.manage}
            </p>
            <Links destinations={management} labelledBy="nav-manage" />
          </>
        )}
      </div>
    </nav>
  );
}

function Links({ destinations, labelledBy }: { destinations: Destination[]; labelledBy?: string }) {
  const t = useTexts(texts);
  return (
    <ul aria-labelledby={labelledBy}>
      {destinations.map(({ to, text, icon: Icon }) => (
        <li key={to}>
          <Link to={to} className={classes.link} activeOptions={{ exact: to === '/', includeSearch: false }}>
            <Icon size={20} aria-hidden />
            <span>{t[text]}</span>
            {text === 'notices' && <UnreadCount />}
          </Link>
        </li>
      ))}
    </ul>
  );
}

/** How many notices are unread; nothing when all are read. */
export function UnreadCount() {
  const t = useTexts(texts);
  const { unread_notices: unread } = useMe();
  if (unread === 0) return null;
  return (
    <span className={classes.count}>
      <span aria-hidden>{unread > 99 ? '99+' : unread}</span>
      <span className="mks-hidden">{t.unread(unread)}</span>
    </span>
  );
}
