import { Select, Switch } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useTexts } from '@/lib/texts';
import { ButtonLink } from '@/ui/ButtonLink';
import { ExportMenu } from '@/ui/ExportMenu';
import { Loaded } from '@/ui/Loaded';
import { Message } from '@/ui/Message';
import { MoreRows } from '@/ui/MoreRows';
import { Page } from '@/ui/Page';
import { SearchField } from '@/ui/SearchField';
import { codesQuery, publicQuery, type PublicFilter } from '../api';
import classes from '../Incidents.module.css';
import { texts } from './texts';

const route = getRouteApi('/shell/public-records');

/** The records of the ministry, apart from everything of the company's own. */
export function PublicRecordsPage() {
  const t = useTexts(texts);
  const filter = route.useSearch();
  const query = useInfiniteQuery(publicQuery(filter));
  const first = query.data?.pages[0];
  return (
    <Page
      title={t.title}
      lead={t.lead}
      actions={
        <>
          <ButtonLink to="/incidents" variant="default">
            {t.incidents}
          </ButtonLink>
          <ExportMenu list="public-records" filter={{ ...filter }} />
        </>
      }
    >
      <Filters filter={filter} years={first?.years ?? []} />
      <Loaded query={query} lines={5}>
        {({ pages }) => {
          const rows = pages.flatMap(({ items }) => items);
          if (rows.length === 0) return <Message title={t.noneTitle} detail={t.noneDetail} />;
          return (
            <>
              <ul className={classes.rows} aria-label={t.list}>
                {rows.map((row) => (
                  <li key={row.id} className={classes.row}>
                    <Link to="/public-records/$id" params={{ id: row.id }} className={classes.name}>
                      {row.accident_type}（{row.agent}）
                    </Link>
                    <span className="mks-note">{[row.when, row.industry].join('・')}</span>
                    <p className={classes.words}>{row.description}</p>
                  </li>
                ))}
              </ul>
              <MoreRows query={query} shown={rows.length} total={first?.total ?? null} />
              <p className={classes.source}>{t.source(first?.source ?? '')}</p>
            </>
          );
        }}
      </Loaded>
    </Page>
  );
}

function Filters({ filter, years }: { filter: PublicFilter; years: readonly number[] }) {
  const t = useTexts(texts);
  const navigate = route.useNavigate();
  const { data: codes } = useQuery(codesQuery);
  const go = (fields: { [K in keyof PublicFilter]?: PublicFilter[K] | undefined }) => {
    const next = Object.entries({ ...filter, ...fields }).filter(([, value]) => value !== undefined);
    void navigate({ search: Object.fromEntries(next) as PublicFilter, replace: true });
  };
  const number = (value: string | null) => (value === null ? undefined : Number(value));
  const shown = (value: number | undefined) => (value === undefined ? null : String(value));
  return (
    <search aria-label={t.narrow} className={classes.filters}>
      <SearchField label={t.words} value={filter.q ?? ''} onSearch={(q) => go({ q: q || undefined })} />
      <Select
        label={t.accidentType}
        placeholder={t.all}
        clearable
        searchable
        data={(codes?.accident_types ?? []).map(({ code, name }) => ({ value: String(code), label: name }))}
        value={shown(filter.accident_type)}
        onChange={(value) => go({ accident_type: number(value) })}
      />
      <Select
        label={t.agent}
        placeholder={t.all}
        clearable
        searchable
        data={(codes?.agents ?? []).map(({ name, agents }) => ({
          group: name,
          items: agents.map(({ code, name: agent }) => ({ value: String(code), label: agent })),
        }))}
        value={shown(filter.agent)}
        onChange={(value) => go({ agent: number(value) })}
      />
      <Select
        label={t.year}
        placeholder={t.anyYear}
        clearable
        data={years.map(String)}
        value={shown(filter.year)}
        onChange={(value) => go({ year: number(value) })}
      />
      <div className={classes.switches}>
        <Switch
          label={t.construction}
          checked={filter.construction === true}
          onChange={(event) => go({ construction: event.currentTarget.checked ? true : undefined })}
        />
      </div>
    </search>
  );
}
