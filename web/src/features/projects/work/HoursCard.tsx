import { Button, Group } from '@mantine/core';
import { IconClockHour4 } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { useTexts } from '@/lib/texts';
import { Card } from '@/ui/Card';
import { ExportMenu } from '@/ui/ExportMenu';
import { Loaded } from '@/ui/Loaded';
import type { Project } from '../queries';
import { hoursQuery, type HoursRow } from './queries';
import { texts } from './texts';
import classes from './Work.module.css';

// The form is fetched when it is opened.
const HoursDialog = lazy(async () => ({ default: (await import('./HoursDialog')).HoursDialog }));
const SHOWN = 6;

/** How long the people of each company worked here, month by month; for the company's own people. */
export function HoursCard({ project }: { project: Project }) {
  const t = useTexts(texts);
  const [editing, setEditing] = useState(false);
  const query = useQuery(hoursQuery(project.id));
  const rows = query.data?.items ?? [];
  return (
    <Card
      title={t.hours}
      actions={
        <Group gap="sm">
          {rows.length > 0 && <ExportMenu list="project-hours" filter={{ project: project.id }} />}
          {project.can.set_hours && (
            <Button
              variant="default"
              leftSection={<IconClockHour4 size={18} />}
              disabled={!query.isSuccess}
              onClick={() => setEditing(true)}
            >
              {t.hoursEdit}
            </Button>
          )}
        </Group>
      }
    >
      <Loaded query={query} lines={2}>
        {({ items, total }) =>
          items.length === 0 ? <p className="mks-note">{t.hoursNone}</p> : <Months rows={items} total={total} />
        }
      </Loaded>
      <Suspense>{editing && <HoursDialog project={project} rows={rows} onClose={() => setEditing(false)} />}</Suspense>
    </Card>
  );
}

function Months({ rows, total }: { rows: readonly HoursRow[]; total: number }) {
  const t = useTexts(texts);
  const months = [...new Set(rows.map(({ month }) => month))];
  return (
    <>
      <p className="mks-note">
        {t.hoursTotal(total)}
        {months.length > SHOWN && `・${t.lastMonths(SHOWN)}`}
      </p>
      <ul className={classes.months}>
        {months.slice(0, SHOWN).map((month) => (
          <Month key={month} month={month} rows={rows.filter((row) => row.month === month)} />
        ))}
      </ul>
    </>
  );
}

function Month({ month, rows }: { month: string; rows: readonly HoursRow[] }) {
  const t = useTexts(texts);
  const [year, number] = month.split('-').map(Number);
  return (
    <li>
      <strong>{t.month(year ?? 0, number ?? 0)}</strong>
      <dl className={classes.lines}>
        {rows.map(({ company, hours }) => (
          <div key={company.id}>
            <dt>{company.name}</dt>
            <dd>{t.hoursOf(hours)}</dd>
          </div>
        ))}
      </dl>
    </li>
  );
}
