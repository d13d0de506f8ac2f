import { Button } from '@mantine/core';
import { useTexts } from '@/lib/texts';
import classes from './DraftNotice.module.css';
import { texts } from './texts';

/** Says that a form opened with what was typed earlier. */
export function DraftNotice({ draft }: { draft: { restored: boolean; discard: () => void } }) {
  const t = useTexts(texts);
  if (!draft.restored) return null;
  return (
    <div className={classes.notice} role="status">
      <span>{t.draftRestored}</span>
      <Button variant="subtle" size="compact-md" onClick={draft.discard}>
        {t.draftDrop}
      </Button>
    </div>
  );
}
