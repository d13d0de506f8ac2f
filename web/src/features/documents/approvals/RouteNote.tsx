import { useQuery } from '@tanstack/react-query';
import { useTexts } from '@/lib/texts';
import { Loaded } from '@/ui/Loaded';
import type { DocumentView } from '../api';
import classes from './Approvals.module.css';
import { routeQuery } from './queries';
import { texts } from './texts';

interface RouteNoteProps {
  document: DocumentView;
  importance: DocumentView['importance'];
}

/** Which route the document takes and why, and who will decide, before it is handed in. */
export function RouteNote({ document, importance }: RouteNoteProps) {
  const t = useTexts(texts);
  const { kind, category, project } = document;
  const query = useQuery(
    routeQuery({ kind, importance, category: category?.code ?? null, project: project?.id ?? null }),
  );
  return (
    <Loaded query={query} lines={1}>
      {({ sentence, stages }) => (
        <section aria-label={t.previewTitle}>
          <p className="mks-note">{sentence}</p>
          <ul className={classes.list}>
            {stages.map(({ no, name, needed, seats }) => (
              <li key={no}>
                {t.previewStage(no, name, needed, seats.map(({ person }) => person.name).join('・') || t.nobody)}
              </li>
            ))}
          </ul>
        </section>
      )}
    </Loaded>
  );
}
