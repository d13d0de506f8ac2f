import { Tabs } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import { useTexts } from '@/lib/texts';
import { Page } from '@/ui/Page';
import { Deliveries } from './Deliveries';
import { Settings } from './Settings';
import { Tray } from './Tray';
import { texts } from './texts';

const route = getRouteApi('/shell/outbound');
const TABS = ['status', 'settings', 'tray'] as const;

/** What leaves the house: how it stands, by which ways, and what was kept instead. */
export function OutboundPage() {
  const t = useTexts(texts);
  const { tab = 'status' } = route.useSearch();
  const navigate = route.useNavigate();
  const show = (value: string | null) => {
    const chosen = TABS.find((name) => name === value);
    void navigate({ search: chosen && chosen !== 'status' ? { tab: chosen } : {}, replace: true });
  };
  return (
    <Page title={t.title} lead={t.lead}>
      <Tabs value={tab} onChange={show} keepMounted={false}>
        <Tabs.List aria-label={t.sections}>
          {TABS.map((name) => (
            <Tabs.Tab key={name} value={name}>
              {t[name]}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="status" pt="md">
          <Deliveries />
        </Tabs.Panel>
        <Tabs.Panel value="settings" pt="md">
          <Settings />
        </Tabs.Panel>
        <Tabs.Panel value="tray" pt="md">
          <Tray />
        </Tabs.Panel>
      </Tabs>
    </Page>
  );
}
