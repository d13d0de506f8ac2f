import { Outlet, useMatches, useRouter } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useState } from 'react';
import { useMay } from '@/api/me';
import type { PalettePage } from '@/features/search/Palette';
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
const loadPalette = () => import('@/features/search/Palette');
const loadKeys = () => import('./KeysDialog');
const Palette = lazy(async () => ({ default: (await loadPalette()).Palette }));
const KeysDialog = lazy(async () => ({ default: (await loadKeys()).KeysDialog }));

/** What surrounds every page of a person signed in: header, menu, and on the phone the tabs under the thumb. */
export function Shell() {
  const t = useTexts(texts);
  const help = useOpening();
  const finding = useOpening();
  const pages = usePages();
  useReadyPages();
  useLiveNotices();
  return (
    <div className={classes.shell}>
      <a href="#content" className={classes.skip}>
        {t.skip}
      </a>
      <OfflineBanner />
      <Header onHelp={help.open} onFind={finding.open} />
      <div className={classes.body}>
        <SideNav />
        <main id="content" tabIndex={-1} className={classes.content}>
          <Allowed />
        </main>
      </div>
      <PhoneTabs />
      <Shortcuts onHelp={help.open} onFind={finding.open} />
      <Suspense>
        {help.known && <KeysDialog opened={help.opened} onClose={help.close} />}
        {finding.known && <Palette opened={finding.opened} onClose={finding.close} pages={pages} />}
      </Suspense>
    </div>
  );
}

/** Something that opens and closes; `known` once it has been opened, so that its code comes no earlier. */
function useOpening() {
  const [state, setState] = useState({ opened: false, known: false });
  return {
    ...state,
    open: () => setState({ opened: true, known: true }),
    close: () => setState({ opened: false, known: true }),
  };
}

/** The pages of the menu, by their names. */
function usePages(): PalettePage[] {
  const t = useTexts(texts);
  const may = useMay();
  return allowed([...PERSONAL, ...MANAGEMENT], may).map(({ to, text }) => ({ to, name: t[text] }));
}

/** Fetches the code of the pages in the menu, of the palette and the list of keys while nothing else happens, so that they open at once, also in a tunnel. */
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
      for (const load of [loadPalette, loadKeys]) void load().catch(() => undefined);
    }, IDLE_MS);
    return () => clearTimeout(timer);
  }, [router, wanted]);
}

/** The count on the bell follows what happens. */
function useLiveNotices(): void {
  useEffect(() => {
    let stop: (() => void) | null = null;
    let left = false;
    void import('@/api/live').then(
      ({ followNotices }) => {
        if (!left) stop = followNotices();
      },
      // Without a signal the code does not come; the count is asked for every minute all the same.
      () => undefined,
    );
    return () => {
      left = true;
      stop?.();
    };
  }, []);
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
