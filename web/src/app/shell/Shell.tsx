import { Outlet, useMatches, useRouter } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useMay } from '@/api/me';
import { Palette, type PalettePage } from '@/features/search/Palette';
import { useTexts } from '@/lib/texts';
import { ForbiddenPage } from '../pages/ForbiddenPage';
import { texts } from '../texts';
import { allowed, MANAGEMENT, PERSONAL } from './destinations';
import { Header } from './Header';
import { OfflineBanner } from './OfflineBanner';
import { PhoneTabs } from './PhoneTabs';
import { Shortcuts } from './Shortcuts';
import { SideNav } from './SideNav';
import classes from './Shell.module.css';

const IDLE_MS = 2500;

/** What surrounds every page of a person signed in: header, menu, and on the phone the tabs under the thumb. */
export function Shell() {
  const t = useTexts(texts);
  const [help, setHelp] = useState(false);
  const [finding, setFinding] = useState(false);
  const pages = usePages();
  useReadyPages();
  return (
    <div className={classes.shell}>
      <a href="#content" className={classes.skip}>
        {t.skip}
      </a>
      <OfflineBanner />
      <Header onHelp={() => setHelp(true)} onFind={() => setFinding(true)} />
      <div className={classes.body}>
        <SideNav />
        <main id="content" tabIndex={-1} className={classes.content}>
          <Allowed />
        </main>
      </div>
      <PhoneTabs />
      <Shortcuts
        opened={help}
        onOpen={() => setHelp(true)}
        onFind={() => setFinding(true)}
        onClose={() => setHelp(false)}
      />
      <Palette opened={finding} onClose={() => setFinding(false)} pages={pages} />
    </div>
  );
}

/** The pages of the menu, by their names. */
function usePages(): PalettePage[] {
  const t = useTexts(texts);
  const may = useMay();
  return allowed([...PERSONAL, ...MANAGEMENT], may).map(({ to, text }) => ({ to, name: t[text] }));
}

/** Fetches the code of the pages in the menu while nothing else happens, so that they open at once, also in a tunnel. */
function useReadyPages(): void {
  const router = useRouter();
  const may = useMay();
  const wanted = allowed([...PERSONAL, ...MANAGEMENT], may)
    .map(({ to }) => to)
    .join(' ');
  useEffect(() => {
    const timer = setTimeout(() => {
      // Without a signal nothing can be fetched; each page then comes when it is opened.
      if (!navigator.onLine) return;
      for (const to of wanted.split(' ')) void router.preloadRoute({ to }).catch(() => undefined);
    }, IDLE_MS);
    return () => clearTimeout(timer);
  }, [router, wanted]);
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
