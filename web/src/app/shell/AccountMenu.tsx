import { lazy, Suspense, useEffect, useState } from 'react';
import { AccountButton } from './AccountButton';

const load = async () => ({ default: (await import('./AccountDropdown')).AccountDropdown });
const AccountDropdown = lazy(load);
/** What menus need is fetched when the page has settled, so that it is there where there is no signal. */
const SETTLED_MS = 3000;

export function AccountMenu({ onHelp }: { onHelp: () => void }) {
  const [wanted, setWanted] = useState(false);
  useEffect(() => {
    const soon = setTimeout(() => void load().catch(() => undefined), SETTLED_MS);
    return () => clearTimeout(soon);
  }, []);
  const closed = <AccountButton aria-haspopup="menu" aria-expanded={false} onClick={() => setWanted(true)} />;
  if (!wanted) return closed;
  return (
    <Suspense fallback={closed}>
      <AccountDropdown onHelp={onHelp} />
    </Suspense>
  );
}
