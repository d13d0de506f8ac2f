import { Button, Select } from '@mantine/core';
import { IconSend, IconSettings } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useTexts } from '@/lib/texts';
import { ButtonLink } from '@/ui/ButtonLink';
import { ExportMenu } from '@/ui/ExportMenu';
import { Loaded } from '@/ui/Loaded';
import { Message } from '@/ui/Message';
import { MoreRows } from '@/ui/MoreRows';
import { Page } from '@/ui/Page';
import list from '../list/List.module.css';
import classes from './Distribution.module.css';
import { DistributionLine } from './DistributionLine';
import { Figures } from './Figures';
import { distributionsQuery, STANDINGS, type Box, type Standing } from './queries';
import { texts } from './texts';

export { DistributionPage } from './DistributionPage';

const route = getRouteApi('/shell/distributions');

/** What I, or all, have sent, and how far it has come. */
export function DistributionsPage() {
  const t = useTexts(texts);
  const { box = 'mine', standing = 'all' } = route.useSearch();
  const navigate = route.useNavigate();
  const query = useInfiniteQuery(distributionsQuery(box, standing));
  const go = (to: { box?: 'mine' | 'all'; standing?: Standing }) => {
    const next: { box: Box; standing: Standing } = { box, standing, ...to };
    const { box: whose, standing: how } = next;
    void navigate({
      search: { ...(whose === 'mine' ? {} : { box: whose }), ...(how === 'all' ? {} : { standing: how }) },
      replace: true,
    });
  };
  return (
    <Page
      title={t.title}
      lead={t.lead}
      actions={
        <>
          <ExportMenu list="distributions" filter={{ box, standing }} />
          <ButtonLink to="/distribution-settings" variant="default" leftSection={<IconSettings size={20} />}>
            {t.settings}
          </ButtonLink>
        </>
      }
    >
      <Figures />
      <div className={classes.filters}>
        <div className={classes.views} role="group" aria-label={t.boxesLabel}>
          {(['mine', 'all'] as const).map((one) => (
            <Button
              key={one}
              variant={one === box ? 'filled' : 'default'}
              aria-pressed={one === box}
              onClick={() => go({ box: one })}
            >
              {t.boxes[one]}
            </Button>
          ))}
        </div>
        <Select
          label={t.standingLabel}
          allowDeselect={false}
          data={STANDINGS.map((one) => ({ value: one, label: t.standings[one] }))}
          value={standing}
          onChange={(value) => go({ standing: STANDINGS.find((one) => one === value) ?? 'all' })}
        />
      </div>
      <Loaded query={query} lines={6}>
        {({ pages }) => {
          const rows = pages.flatMap(({ items }) => items);
          if (rows.length === 0) {
            return <Message icon={<IconSend size={32} />} title={t.emptyTitle} detail={t.emptyDetail} />;
          }
          return (
            <>
              <ul className={list.lines} aria-label={t.boxes[box]} aria-busy={query.isPlaceholderData}>
                {rows.map((row) => (
                  <DistributionLine key={row.id} row={row} />
                ))}
              </ul>
              <MoreRows query={query} shown={rows.length} />
            </>
          );
        }}
      </Loaded>
    </Page>
  );
}
