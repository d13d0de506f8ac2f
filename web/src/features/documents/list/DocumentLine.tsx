import { IconStarFilled } from '@tabler/icons-react';
import { showDay } from '@/lib/dates';
import { usePreferences } from '@/lib/preferences';
import { useTexts } from '@/lib/texts';
import { Pill } from '@/ui/Pill';
import { ImportancePill, StandingPills } from '../DocumentPills';
import { texts as shared } from '../texts';
import { DocumentLink } from './DocumentLink';
import classes from './List.module.css';
import type { DocumentRow } from './queries';
import { texts } from './texts';

/** A document as it stands in the list: what it is called, what it says, and how it stands. */
export function DocumentLine({ row, kind }: { row: DocumentRow; kind: string | null }) {
  const t = useTexts(texts);
  const common = useTexts(shared);
  const { language } = usePreferences();
  const words = [
    row.number === null ? row.code : `${row.code} / ${row.number}`,
    common.edition(row.edition_no),
    t.since(showDay(row.in_force_from, language)),
    row.category?.name,
    ...row.work_types.map(({ name }) => name),
    row.project?.name,
    row.owner && t.owner(row.owner.name),
    row.views > 0 && t.views(row.views),
  ].filter((word): word is string => typeof word === 'string' && word !== '');
  return (
    <li className={classes.line}>
      <div className={classes.head}>
        <DocumentLink code={row.code} className={classes.name}>
          {row.title}
        </DocumentLink>
        {row.favourite && (
          <span className={classes.star}>
            <IconStarFilled size={18} aria-hidden />
            <span className="mks-hidden">{t.favourite}</span>
          </span>
        )}
      </div>
      <Pills row={row} kind={kind} />
      {row.summary && <p className={classes.summary}>{row.summary}</p>}
      <ul className={classes.words}>
        {[...new Set(words)].map((word) => (
          <li key={word}>{word}</li>
        ))}
      </ul>
    </li>
  );
}

function Pills({ row, kind }: { row: DocumentRow; kind: string | null }) {
  // What is as it should be goes without saying.
  const heavy = row.importance === 'critical' || row.importance === 'high';
  const told = row.state !== 'valid' || row.own_state !== null;
  if (!heavy && !told && kind === null) return null;
  return (
    <div className={classes.pills}>
      {kind !== null && <Pill>{kind}</Pill>}
      {told && <StandingPills document={row} />}
      {heavy && <ImportancePill importance={row.importance} />}
    </div>
  );
}
