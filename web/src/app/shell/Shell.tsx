import { Outlet, useMatches } from '@tanstack/react-router';
import { useState } from 'react';
import { useMay } from '@/api/me';
import { useTexts } from '@/lib/texts';
import { ForbiddenPage } from '../pages/ForbiddenPage';
import { texts } from '../texts';
import { Header } from './Header';
import { OfflineBanner } from './OfflineBanner';
import { PhoneTabs } from './PhoneTabs';
import { Shortcuts } from './Shortcuts';
import { SideNav } from './SideNav';
import classes from './Shell.module.css';

/** What surrounds every page of a person signed in: header, menu, and on the phone the tabs under the thumb. */
export function Shell() {
  const t = useTexts(texts);
  const [help, setHelp] = useState(false);
  return (
    <div className={classes.shell}>
      <a href="#content" className={classes.skip}>
        {t.skip}
      </a>
      <OfflineBanner />
      <Header onHelp={() => setHelp(true)} />
      <div className={classes.body}>
        <SideNav />
        <main id="content" tabIndex={-1} className={classes.content}>
          <Allowed />
        </main>
      </div>
      <PhoneTabs />
      <Shortcuts opened={help} onOpen={() => setHelp(true)} onClose={() => setHelp(false)} />
    </div>
  );
}

/** The page, if the person holds the right that its route names. The server asks again for every answer. */
function Allowed() {
  const may = useMay();
  const missing = useMatches({
    select: (matches) =>
      matches.map((match) => match.staticData.right).find((right) => right !== undefined && !may(right)),
  });
  return missing === undefined ? <Outlet /> : <ForbiddenPage right={missing} />;
}
