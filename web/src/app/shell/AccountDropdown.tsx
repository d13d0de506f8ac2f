import { Menu } from '@mantine/core';
import {
  IconCheck,
  IconDeviceDesktop,
  IconKeyboard,
  IconLogout,
  IconMoon,
  IconSun,
  IconSunHigh,
  IconUserCircle,
} from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useMe } from '@/api/me';
import { asProblem } from '@/api/problem';
import { signOut } from '@/api/session';
import { LANGUAGE_NAMES, setPreferences, usePreferences, type Language, type Scheme } from '@/lib/preferences';
import { useTexts } from '@/lib/texts';
import { showToast } from '@/ui/toastStore';
import { texts } from '../texts';
import { AccountButton } from './AccountButton';
import classes from './AccountMenu.module.css';

const SCHEMES: { value: Scheme; text: 'lookLight' | 'lookDark' | 'lookAuto'; icon: typeof IconSun }[] = [
  { value: 'light', text: 'lookLight', icon: IconSun },
  { value: 'dark', text: 'lookDark', icon: IconMoon },
  { value: 'auto', text: 'lookAuto', icon: IconDeviceDesktop },
];
const LANGUAGES: Language[] = ['ja', 'en'];

/** Open at once: who is signed in, how the page looks and speaks, and the way out. */
export function AccountDropdown({ onHelp }: { onHelp: () => void }) {
  const t = useTexts(texts);
  const me = useMe();
  const { language, scheme, outdoor } = usePreferences();
  const leave = useMutation({
    mutationFn: signOut,
    onError: (cause) => {
      const { title, detail } = asProblem(cause);
      showToast(`${title} ${detail}`, { tone: 'danger', title: t.signOutFailed });
    },
  });
  const tick = (chosen: boolean) => (chosen ? <IconCheck size={18} aria-hidden /> : null);

  return (
    <Menu defaultOpened position="bottom-end" width={272} shadow="md">
      <Menu.Target>
        <AccountButton />
      </Menu.Target>
      <Menu.Dropdown>
        <div className={classes.who}>
          <strong>{me.name}</strong>
          <span>{[me.company?.name, me.department].filter(Boolean).join(' ')}</span>
          <span>{me.roles.map((role) => role.name).join('・')}</span>
        </div>
        <Menu.Divider />
        <Menu.Item component={Link} to="/account" leftSection={<IconUserCircle size={20} />}>
          {t.profile}
        </Menu.Item>
        <Menu.Item leftSection={<IconKeyboard size={20} />} onClick={onHelp} className={classes.deskOnly}>
          {t.shortcuts}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Label>{t.look}</Menu.Label>
        {SCHEMES.map(({ value, text, icon: Icon }) => (
          <Menu.Item
            key={value}
            role="menuitemradio"
            aria-checked={scheme === value && !outdoor}
            leftSection={<Icon size={20} />}
            rightSection={tick(scheme === value && !outdoor)}
            closeMenuOnClick={false}
            onClick={() => setPreferences({ scheme: value, outdoor: false })}
          >
            {t[text]}
          </Menu.Item>
        ))}
        <Menu.Item
          role="menuitemradio"
          aria-checked={outdoor}
          leftSection={<IconSunHigh size={20} />}
          rightSection={tick(outdoor)}
          closeMenuOnClick={false}
          onClick={() => setPreferences({ outdoor: !outdoor })}
        >
          {t.outdoor}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Label>{t.language}</Menu.Label>
        {LANGUAGES.map((value) => (
          <Menu.Item
            key={value}
            lang={value}
            role="menuitemradio"
            aria-checked={language === value}
            rightSection={tick(language === value)}
            onClick={() => setPreferences({ language: value })}
          >
            {LANGUAGE_NAMES[value]}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout size={20} />} onClick={() => leave.mutate()}>
          {t.signOut}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
