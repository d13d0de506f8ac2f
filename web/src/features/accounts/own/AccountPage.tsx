import { Tabs } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { useMe } from '@/api/me';
import { accept } from '@/api/session';
import { useTexts } from '@/lib/texts';
import { Card } from '@/ui/Card';
import { Outline } from '@/ui/Loaded';
import { Page } from '@/ui/Page';
import { showToast } from '@/ui/toastStore';
import { PasswordForm } from '../entrance/PasswordForm';
import { texts as entranceTexts } from '../entrance/texts';
import classes from './Account.module.css';
import { Look } from './Look';
import { Sessions } from './Sessions';
import { texts } from './texts';

const route = getRouteApi('/shell/account');
const Wishes = lazy(async () => ({ default: (await import('./wishes/Wishes')).Wishes }));
const TABS = ['profile', 'password', 'notices', 'sessions', 'look'] as const;

/** One's own account; each part has an address of its own. */
export function AccountPage() {
  const t = useTexts(texts);
  const entrance = useTexts(entranceTexts);
  const me = useMe();
  const { tab = 'profile' } = route.useSearch();
  const navigate = route.useNavigate();
  const show = (value: string | null) => {
    const chosen = TABS.find((name) => name === value);
    void navigate({ search: chosen && chosen !== 'profile' ? { tab: chosen } : {}, replace: true });
  };
  return (
    <Page title={t.title} lead={me.name} width="narrow">
      <Tabs value={tab} onChange={show} keepMounted={false}>
        <Tabs.List className={classes.tabs} aria-label={t.sections}>
          {TABS.map((name) => (
            <Tabs.Tab key={name} value={name}>
              {t[name]}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="profile" pt="md">
          <Profile />
        </Tabs.Panel>
        <Tabs.Panel value="password" pt="md">
          <Card title={t.password}>
            <div className={classes.form}>
              <PasswordForm
                me={me}
                onChanged={(signedIn) => {
                  accept(signedIn);
                  showToast(entrance.changed);
                }}
              />
            </div>
          </Card>
        </Tabs.Panel>
        <Tabs.Panel value="notices" pt="md">
          <Suspense fallback={<Outline />}>
            <Wishes />
          </Suspense>
        </Tabs.Panel>
        <Tabs.Panel value="sessions" pt="md">
          <Sessions />
        </Tabs.Panel>
        <Tabs.Panel value="look" pt="md">
          <Look />
        </Tabs.Panel>
      </Tabs>
    </Page>
  );
}

function Profile() {
  const t = useTexts(texts);
  const me = useMe();
  const facts: [string, string | null | undefined][] = [
    [t.name, me.name],
    [t.kana, me.name_kana],
    [t.loginName, me.login_name],
    [t.email, me.email],
    [t.company, me.company?.name],
    [t.department, me.department],
    [t.roles, me.roles.map((role) => role.name).join('・')],
  ];
  return (
    <Card title={t.profile}>
      <dl className={classes.facts}>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value || t.notSet}</dd>
          </div>
        ))}
      </dl>
      <p className="mks-note">{t.profileNote}</p>
    </Card>
  );
}
