import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { showInstant } from '@/lib/dates';
import { usePreferences } from '@/lib/preferences';
import { useTexts } from '@/lib/texts';
import { Dialog } from '@/ui/Dialog';
import { ExportMenu } from '@/ui/ExportMenu';
import { Loaded } from '@/ui/Loaded';
import { MoreRows } from '@/ui/MoreRows';
import page from '../page/Page.module.css';
import classes from './Distribution.module.css';
import { figureQuery, type Figure } from './queries';
import { texts } from './texts';

/** The people behind a figure, each with what they were to read. */
export function FigureDialog({ which, onClose }: { which: Figure; onClose: () => void }) {
  const t = useTexts(texts);
  const { language } = usePreferences();
  const query = useInfiniteQuery(figureQuery(which));
  return (
    <Dialog opened onClose={onClose} title={t.figureList[which]} size="lg">
      <ExportMenu list="distribution-figures" filter={{ which }} />
      <Loaded query={query} lines={4}>
        {({ pages }) => {
          const rows = pages.flatMap(({ items }) => items);
          return (
            <>
              <ul className={classes.list} aria-label={t.figureList[which]}>
                {rows.map((row, place) => (
                  <li key={place} className={classes.person}>
                    <strong>{[row.person.name, row.company].filter(Boolean).join(' ')}</strong>
                    <Link to="/distributions/$id" params={{ id: row.distribution_id }} className={page.back}>
                      {row.document.title}
                    </Link>
                    <small>
                      {[
                        t.due(showInstant(row.due_at, language)),
                        row.read_at && t.readAt(showInstant(row.read_at, language)),
                      ]
                        .filter(Boolean)
                        .join('・')}
                    </small>
                  </li>
                ))}
              </ul>
              <MoreRows query={query} shown={rows.length} />
            </>
          );
        }}
      </Loaded>
    </Dialog>
  );
}
