import { Button, Group } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { showDayLong } from '@/lib/dates';
import { usePreferences } from '@/lib/preferences';
import { useTexts } from '@/lib/texts';
import { Card } from '@/ui/Card';
import { Loaded } from '@/ui/Loaded';
import { Page } from '@/ui/Page';
import classes from './Calendar.module.css';
import { DaysCard } from './DaysCard';
import { HoursCard } from './HoursCard';
import { calendarQuery, type Calendar } from './queries';
import { texts } from './texts';

const route = getRouteApi('/shell/calendar');

/** When the company works: hours, weekdays, and the days that differ, year by year. */
export function CalendarPage() {
  const t = useTexts(texts);
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const year = search.year ?? new Date().getFullYear();
  const query = useQuery(calendarQuery(year));
  const go = (to: number) => void navigate({ search: { year: to }, replace: true });
  return (
    <Page title={t.title} lead={t.lead}>
      <Loaded query={query} lines={6}>
        {(calendar) => (
          <div className={classes.columns}>
            <HoursCard key={calendar.version} calendar={calendar} />
            <div className={classes.column}>
              <Group gap="sm" role="group" aria-label={t.year}>
                <Button variant="default" aria-label={t.before} onClick={() => go(year - 1)}>
                  <IconChevronLeft size={20} aria-hidden />
                </Button>
                <strong>{t.yearOf(year)}</strong>
                <Button variant="default" aria-label={t.after} onClick={() => go(year + 1)}>
                  <IconChevronRight size={20} aria-hidden />
                </Button>
              </Group>
              <DaysCard calendar={calendar} />
              <Holidays calendar={calendar} />
            </div>
          </div>
        )}
      </Loaded>
    </Page>
  );
}

function Holidays({ calendar }: { calendar: Calendar }) {
  const t = useTexts(texts);
  const { language } = usePreferences();
  return (
    <Card title={t.holidays}>
      <ul className={classes.days}>
        {calendar.holidays.map(({ on, name }) => (
          <li key={on}>
            <span>{showDayLong(`${on}T00:00:00+09:00`, language)}</span>
            <span>{name}</span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
