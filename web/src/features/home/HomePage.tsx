import { useMe } from '@/api/me';
import { hourInTokyo, showDayLong } from '@/lib/dates';
import { usePreferences } from '@/lib/preferences';
import { useTexts } from '@/lib/texts';
import { DocumentTitle } from '@/ui/Page';
import { Title } from '@mantine/core';
import { Approvals } from './Approvals';
import { Consultations } from './Consultations';
import { Devices } from './Devices';
import { Drafts, Favourites, NewDocuments } from './Documents';
import { Find } from './Find';
import classes from './HomePage.module.css';
import { ManagementTiles } from './ManagementTiles';
import { MustReads } from './MustReads';
import { Tasks } from './Tasks';
import { texts } from './texts';
import { UnreadNotices } from './UnreadNotices';

/** What wants attention now, on the phone in one column, at the desk in two. */
export function HomePage() {
  const t = useTexts(texts);
  const { language } = usePreferences();
  const { name } = useMe();
  const now = new Date();
  const hour = hourInTokyo(now);
  const greeting = hour >= 4 && hour < 11 ? t.morning : hour >= 11 && hour < 17 ? t.day : t.evening;
  return (
    <div className={classes.page}>
      <DocumentTitle title={t.title} />
      <header className={classes.greeting}>
        <p className={classes.date}>{showDayLong(now, language)}</p>
        <Title order={1} className={classes.hello}>
          {greeting(name)}
        </Title>
        <p className={classes.date}>{t.safely}</p>
      </header>
      <Find />
      <div className={classes.columns}>
        <div className={classes.column}>
          <MustReads />
          <Tasks />
          <UnreadNotices />
          <Approvals />
          <Consultations />
          <NewDocuments />
        </div>
        <div className={classes.column}>
          <Drafts />
          <Favourites />
          <Devices />
        </div>
      </div>
      <ManagementTiles />
    </div>
  );
}
