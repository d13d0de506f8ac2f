import { Button } from '@mantine/core';
import { showInstant } from '@/lib/dates';
import { usePreferences } from '@/lib/preferences';
import { useTexts } from '@/lib/texts';
import classes from '../Distribution.module.css';
import type { Preview } from '../queries';
import { texts } from './texts';

interface PreviewBoxProps {
  preview: Preview | undefined;
  onPage: (offset: number) => void;
}

const AT_ONCE = 100;

/** Who would get it, counted and by name, and who is left out. */
export function PreviewBox({ preview, onPage }: PreviewBoxProps) {
  const t = useTexts(texts);
  const { language } = usePreferences();
  if (!preview) {
    return (
      <div className={classes.box}>
        <strong>{t.preview}</strong>
        <p className="mks-note">{t.previewEmpty}</p>
      </div>
    );
  }
  const { recipients, hidden, never, names, left_out: out, offset } = preview;
  const at = (instant: string) => showInstant(instant, language);
  return (
    <div className={classes.box} role="status">
      <strong>{recipients === 0 ? t.nobody : t.recipients(recipients)}</strong>
      {preview.edition_no === null && <p>{t.startsAt(at(preview.edition_from))}</p>}
      <p className="mks-note">{t.usualDue(at(preview.usual_due_at))}</p>
      {hidden > 0 && <p>{t.opened(hidden)}</p>}
      {names.length > 0 && (
        <details>
          <summary>{t.names(offset + 1, offset + names.length)}</summary>
          <ul className={classes.names}>
            {names.map(({ id, name, company }) => (
              <li key={id}>{[name, company].filter(Boolean).join(' ')}</li>
            ))}
          </ul>
          <div className={classes.line}>
            {offset > 0 && (
              <Button variant="default" onClick={() => onPage(offset - AT_ONCE)}>
                {t.previous}
              </Button>
            )}
            {offset + names.length < recipients && (
              <Button variant="default" onClick={() => onPage(offset + AT_ONCE)}>
                {t.next}
              </Button>
            )}
          </div>
        </details>
      )}
      {never > 0 && (
        <details>
          <summary>{t.never(never)}</summary>
          <ul className={classes.names}>
            {out.map(({ id, name, company }) => (
              <li key={id}>{[name, company].filter(Boolean).join(' ')}</li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}
