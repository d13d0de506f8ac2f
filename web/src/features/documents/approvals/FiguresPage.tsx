import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { IconArrowLeft, IconClockHour4 } from '@tabler/icons-react';
import { showInstant } from '@/lib/dates';
import { usePreferences } from '@/lib/preferences';
import { useTexts } from '@/lib/texts';
import { Card } from '@/ui/Card';
import { DataList, type Column } from '@/ui/DataList';
import { ExportMenu } from '@/ui/ExportMenu';
import { Loaded } from '@/ui/Loaded';
import { Message } from '@/ui/Message';
import { MoreRows } from '@/ui/MoreRows';
import { Page } from '@/ui/Page';
import { Segments } from '@/ui/Segments';
import pageClasses from '../page/Page.module.css';
import classes from './Approvals.module.css';
import { daysBack, decidedQuery, figuresQuery, SPANS, type Decided, type Figures, type LeadTime } from './figures';
import { figureTexts as texts } from './figureTexts';

const route = getRouteApi('/shell/approvals/figures');

/** How long approvals take: in all, by month, stage and person, and the requests behind that. */
export function FiguresPage() {
  const t = useTexts(texts);
  const { days = 90 } = route.useSearch();
  const navigate = route.useNavigate();
  const since = daysBack(days);
  const query = useQuery(figuresQuery(since));
  return (
    <Page
      title={t.title}
      lead={t.lead}
      above={
        <Link to="/approvals" className={pageClasses.back}>
          <IconArrowLeft size={18} aria-hidden />
          {t.back}
        </Link>
      }
      actions={<ExportMenu list="approval-times" filter={{ since }} />}
    >
      <Segments
        aria-label={t.span}
        data={SPANS.map((value) => ({ value: String(value), label: t.days(value) }))}
        value={String(days)}
        onChange={(value) => void navigate({ search: { days: Number(value) }, replace: true })}
        mb="md"
      />
      <Loaded query={query} lines={6}>
        {(figures) =>
          figures.whole.count === 0 && figures.returned === 0 ? (
            <Message icon={<IconClockHour4 size={32} />} title={t.empty} detail={t.emptyDetail} />
          ) : (
            <Shown figures={figures} since={since} />
          )
        }
      </Loaded>
    </Page>
  );
}

function Shown({ figures, since }: { figures: Figures; since: string }) {
  const t = useTexts(texts);
  const { whole } = figures;
  const tiles = [
    { name: t.median, value: t.hours(whole.median_hours) },
    { name: t.p90, value: t.hours(whole.p90_hours) },
    { name: t.approved, value: t.cases(whole.count) },
    { name: t.late, value: t.cases(whole.late) },
    { name: t.returned, value: t.cases(figures.returned) },
  ];
  return (
    <>
      <dl className={classes.tiles} aria-label={t.whole}>
        {tiles.map(({ name, value }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <p className="mks-note">{t.clock}</p>
      <Times title={t.byMonth} head={t.month} rows={figures.months} name={({ month }) => month} />
      <Times
        title={t.byStage}
        head={t.stage}
        rows={figures.stages}
        name={({ route_name: of, stage_name: stage }) => `${of} ${stage}`}
      />
      <Times title={t.byPerson} head={t.person} rows={figures.people} name={({ person }) => person.name} />
      <Behind since={since} />
    </>
  );
}

interface TimesProps<T extends LeadTime> {
  title: string;
  head: string;
  rows: readonly T[];
  name: (row: T) => string;
}

function Times<T extends LeadTime>({ title, head, rows, name }: TimesProps<T>) {
  const t = useTexts(texts);
  if (rows.length === 0) return null;
  const columns: Column<T>[] = [
    { key: 'name', title: head, main: true, render: name },
    { key: 'median', title: t.median, numeric: true, render: (row) => t.hours(row.median_hours) },
    { key: 'p90', title: t.p90, numeric: true, render: (row) => t.hours(row.p90_hours) },
    { key: 'count', title: t.number, numeric: true, render: (row) => t.cases(row.count) },
    { key: 'late', title: t.late, numeric: true, render: (row) => t.cases(row.late) },
  ];
  return (
    <Card title={title}>
      <DataList label={title} rows={rows} rowKey={name} columns={columns} />
    </Card>
  );
}

function Behind({ since }: { since: string }) {
  const t = useTexts(texts);
  const { language } = usePreferences();
  const query = useInfiniteQuery(decidedQuery(since));
  const columns: Column<Decided>[] = [
    {
      key: 'title',
      title: t.request,
      main: true,
      render: (row) => (
        <Link to="/approvals/$id" params={{ id: row.id }}>
          {row.title}
        </Link>
      ),
    },
    { key: 'document', title: t.document, firm: true, render: ({ document }) => document.code },
    { key: 'route', title: t.route, render: (row) => row.route_name },
    { key: 'ended', title: t.ended, firm: true, render: (row) => showInstant(row.ended_at, language) },
    { key: 'hours', title: t.took, numeric: true, render: ({ hours }) => t.hours(hours) },
  ];
  return (
    <Card title={t.behind}>
      <Loaded query={query} lines={4}>
        {({ pages }) => {
          const rows = pages.flatMap(({ items }) => items);
          return (
            <>
              <DataList label={t.behind} rows={rows} rowKey={({ id }) => id} columns={columns} />
              <MoreRows query={query} shown={rows.length} />
            </>
          );
        }}
      </Loaded>
    </Card>
  );
}
