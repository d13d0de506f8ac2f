import { Button, Switch } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTexts } from '@/lib/texts';
import { ButtonLink } from '@/ui/ButtonLink';
import { ExportMenu } from '@/ui/ExportMenu';
import { Loaded } from '@/ui/Loaded';
import { Message } from '@/ui/Message';
import { MoreRows } from '@/ui/MoreRows';
import { Page } from '@/ui/Page';
import { boardQuery, BUCKETS, type BoardFilter } from '../api';
import classes from '../Incidents.module.css';
import { SiteSelect } from '../SiteSelect';
import { texts as shared } from '../texts';
import { ActionCard } from './ActionCard';
import { texts } from './texts';

const route = getRouteApi('/shell/incidents/board');

/** All corrective actions the person may see, by day; what is late comes first. */
export function BoardPage() {
  const t = useTexts(texts);
  const s = useTexts(shared);
  const filter = route.useSearch();
  const navigate = route.useNavigate();
  const [siteName, setSiteName] = useState('');
  const query = useInfiniteQuery(boardQuery(filter));
  const counts = query.data?.pages[0]?.counts ?? {};
  const go = (fields: { [K in keyof BoardFilter]?: BoardFilter[K] | undefined }) => {
    const next = Object.entries({ ...filter, ...fields }).filter(([, value]) => value !== undefined);
    void navigate({ search: Object.fromEntries(next) as BoardFilter, replace: true });
  };
  return (
    <Page
      title={t.title}
      lead={t.lead}
      actions={<ExportMenu list="incident-actions" filter={{ ...filter }} />}
      above={
        <Link to="/incidents" className={classes.back}>
          <IconArrowLeft size={18} aria-hidden />
          {s.back}
        </Link>
      }
    >
      <search aria-label={s.narrow}>
        <div className={classes.counts} role="group" aria-label={t.columns}>
          {BUCKETS.map((bucket) => (
            <Button
              key={bucket}
              radius="xl"
              variant={filter.bucket === bucket ? 'filled' : 'default'}
              aria-pressed={filter.bucket === bucket}
              onClick={() => go({ bucket: filter.bucket === bucket ? undefined : bucket })}
            >
              {t.buckets[bucket]} {s.count(counts[bucket] ?? 0)}
            </Button>
          ))}
        </div>
        <div className={classes.filters}>
          <SiteSelect
            label={s.site}
            placeholder={s.anySite}
            chosen={filter.project ? { value: filter.project, label: siteName } : null}
            onChoose={(site) => {
              setSiteName(site?.label ?? '');
              go({ project: site?.value });
            }}
          />
          <div className={classes.switches}>
            <Switch
              label={t.mine}
              checked={filter.mine === true}
              onChange={(event) => go({ mine: event.currentTarget.checked ? true : undefined })}
            />
          </div>
        </div>
      </search>
      <Loaded query={query} lines={4}>
        {({ pages }) => {
          const actions = pages.flatMap(({ items }) => items);
          if (actions.length === 0) {
            return (
              <Message
                title={t.none}
                detail={t.noneDetail}
                next={
                  <ButtonLink to="/incidents" variant="default">
                    {t.toList}
                  </ButtonLink>
                }
              />
            );
          }
          return (
            <>
              <ul className={classes.rows} aria-label={t.list}>
                {actions.map((action) => (
                  <ActionCard key={action.id} action={action} alone />
                ))}
              </ul>
              <MoreRows query={query} shown={actions.length} />
            </>
          );
        }}
      </Loaded>
    </Page>
  );
}
