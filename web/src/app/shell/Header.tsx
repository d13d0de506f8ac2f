import { ActionIcon } from '@mantine/core';
import { IconBell } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useMe } from '@/api/me';
import { SearchButton } from '@/features/search/SearchButton';
import { useTexts } from '@/lib/texts';
import { Logo } from '@/ui/Logo';
import { texts } from '../texts';
import { AccountMenu } from './AccountMenu';
import classes from './Shell.module.css';

interface HeaderProps {
  onHelp: () => void;
  onFind: () => void;
}

export function Header({ onHelp, onFind }: HeaderProps) {
  const t = useTexts(texts);
  const { unread_notices: unread } = useMe();
  const bell = unread > 0 ? `${t.notices} ${t.unread(unread)}` : t.notices;
  return (
    <header className={classes.header}>
      <Link to="/" className={classes.home}>
        <Logo />
      </Link>
      <SearchButton onOpen={onFind} />
      <div className={classes.tools}>
        <ActionIcon
          component={Link}
          to="/notices"
          variant="subtle"
          color="gray"
          size={44}
          className={classes.bell}
          aria-label={bell}
          title={bell}
        >
          <IconBell size={24} />
          {unread > 0 && (
            <span className={classes.count} aria-hidden>
              {unread > 99 ? '99+' : unread}
            </span>
          )}
        </ActionIcon>
        <AccountMenu onHelp={onHelp} />
      </div>
    </header>
  );
}
