import { IconAlertTriangle } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { usePreferences } from '@/lib/preferences';
import { showInstant } from '@/lib/dates';
import { useTexts } from '@/lib/texts';
import { ButtonLink } from '@/ui/ButtonLink';
import { ExportMenu } from '@/ui/ExportMenu';
import { useIsPhone } from '@/ui/useIsPhone';
import { DataList, type Column } from '@/ui/DataList';
import { Loaded } from '@/ui/Loaded';
import { Message } from '@/ui/Message';
import { MoreRows } from '@/ui/MoreRows';
import { Page } from '@/ui/Page';
import { Pill } from '@/ui/Pill';
import { incidentsQuery, type IncidentRow } from './api';
import { IncidentFilters } from './IncidentFilters';
import classes from './Incidents.module.css';
import { IncidentPills } from './pills';
import { texts } from './texts';

const route = getRouteApi('/shell/incidents');

/** What happened on the sites the person may know of, the last first. */
export function IncidentsPage() {
  const t = useTexts(texts);
  const filter = route.useSearch();
  const query = useInfiniteQuery(incidentsQuery(filter));
  const first = query.data?.pages[0];
  const filtered = Object.keys(filter).length > 0;
  const phone = useIsPhone();
  const report = first?.can.report && <ButtonLink to="/incidents/report">{t.report}</ButtonLink>;
  return (
    <Page
      title={t.title}
      lead={t.lead}
      actions={
        <>
          {phone && report}
          <ButtonLink to="/incidents/board" variant="default">
            {t.board}
          </ButtonLink>
          <ButtonLink to="/public-records" variant="default">
            {t.public}
          </ButtonLink>
          <ExportMenu list="incidents" filter={{ ...filter }} />
          {!phone && report}
        </>
      }
    >
      <IncidentFilters filter={filter} counts={first?.counts ?? null} />
      <Loaded query={query} lines={6}>
        {({ pages }) => {
          const rows = pages.flatMap(({ items }) => items);
          if (rows.length === 0) return <Nothing filtered={filtered} mayReport={first?.can.report === true} />;
          return (
            <>
              <Rows rows={rows} />
              <MoreRows query={query} shown={rows.length} total={first?.total ?? null} />
            </>
          );
        }}
      </Loaded>
    </Page>
  );
}

function Nothing({ filtered, mayReport }: { filtered: boolean; mayReport: boolean }) {
  const t = useTexts(texts);
  return (
    <Message
      icon={<IconAlertTriangle size={32} />}
      title={filtered ? t.noneTitle : t.emptyTitle}
      detail={filtered ? t.noneDetail : t.emptyDetail}
      next={
        filtered ? (
          <ButtonLink variant="default" to="/incidents" search={{}}>
            {t.clear}
          </ButtonLink>
        ) : (
          mayReport && <ButtonLink to="/incidents/report">{t.report}</ButtonLink>
        )
      }
    />
  );
}

function Rows({ rows }: { rows: IncidentRow[] }) {
  const t = useTexts(texts);
  const { language } = usePreferences();
  const columns: Column<IncidentRow>[] = [
    {
      key: 'title',
      title: t.title,
      main: true,
      render: (row) => (
        <span className={classes.stack}>
          <Link to="/incidents/$code" params={{ code: row.code }} className={classes.name}>
            {row.title}
          </Link>
          <span className="mks-note">
            {[row.code, row.accident_type?.name, row.project?.name].filter(Boolean).join('・')}
          </span>
        </span>
      ),
    },
    {
      key: 'state',
      title: t.state,
      render: (row) => (
        <span className={classes.pills}>
          <IncidentPills incident={row} />
          {row.late_actions > 0 && <Pill tone="danger">{t.actionsLate(row.late_actions)}</Pill>}
          {row.late_actions === 0 && row.open_actions > 0 && <Pill>{t.actionsOpen(row.open_actions)}</Pill>}
        </span>
      ),
    },
    { key: 'place', title: t.place, render: (row) => row.place || '–' },
    { key: 'occurred', title: t.occurred, firm: true, render: (row) => showInstant(row.occurred_at, language) },
    { key: 'reporter', title: t.reporter, render: (row) => row.reporter.name },
  ];
  return <DataList label={t.list} rows={rows} rowKey={({ id }) => id} columns={columns} />;
}
