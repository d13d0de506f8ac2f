import { Tabs } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useTexts } from '@/lib/texts';
import { ExportMenu } from '@/ui/ExportMenu';
import { Loaded } from '@/ui/Loaded';
import { Page } from '@/ui/Page';
import { Abbreviations } from './Abbreviations';
import { ImportFiles } from './ImportFiles';
import { abbreviationsQuery } from './queries';
import { texts } from './texts';

const route = getRouteApi('/shell/laws');

/** Law files come in here, and what laws are called in short is looked after. */
export function LawsPage() {
  const t = useTexts(texts);
  const { tab = 'import' } = route.useSearch();
  const navigate = route.useNavigate();
  const query = useQuery(abbreviationsQuery);
  return (
    <Page title={t.title} lead={t.lead} width="narrow" actions={<ExportMenu list="laws" filter={{}} />}>
      <Tabs
        value={tab}
        onChange={(next) => void navigate({ search: next === 'names' ? { tab: next } : {}, replace: true })}
      >
        <Tabs.List mb="md">
          <Tabs.Tab value="import">{t.tabImport}</Tabs.Tab>
          <Tabs.Tab value="names">{t.tabNames}</Tabs.Tab>
        </Tabs.List>
        <Loaded query={query} lines={4}>
          {(list) => (
            <>
              <Tabs.Panel value="import">
                <ImportFiles allowed={list.can_import} />
              </Tabs.Panel>
              <Tabs.Panel value="names">
                <Abbreviations list={list} />
              </Tabs.Panel>
            </>
          )}
        </Loaded>
      </Tabs>
    </Page>
  );
}
