import { Link } from '@tanstack/react-router';
import { showInstant } from '@/lib/dates';
import { usePreferences } from '@/lib/preferences';
import { useTexts } from '@/lib/texts';
import list from '../list/List.module.css';
import { Progress, StatePill, Troubles } from './Progress';
import type { Row } from './queries';
import { texts } from './texts';

/** A distribution as it stands in a list: what was sent to whom, how many are done, by when. */
export function DistributionLine({ row, named = true }: { row: Row; named?: boolean }) {
  const t = useTexts(texts);
  const { language } = usePreferences();
  const at = (instant: string) => showInstant(instant, language);
  const words = [
    named && row.document.code,
    row.edition_no !== null && t.edition(row.edition_no),
    row.rule_no === null ? t.sentBy(row.sender.name) : row.sender.name,
    row.sent_at ? t.sentAt(at(row.sent_at)) : row.send_at && t.sendsAt(at(row.send_at)),
    row.due_at && t.due(at(row.due_at)),
    t.to(row.audience_words),
  ].filter((word): word is string => typeof word === 'string');
  return (
    <li className={list.line}>
      <div className={list.head}>
        <Link to="/distributions/$id" params={{ id: row.id }} className={list.name}>
          {named ? row.document.title : t.openBoard}
        </Link>
      </div>
      {row.state === 'sent' && <Progress tally={row.tally} title={row.document.title} />}
      <div className={list.pills}>
        <StatePill state={row.state} />
        {row.state === 'sent' && <Troubles tally={row.tally} />}
      </div>
      <ul className={list.words}>
        {words.map((word) => (
          <li key={word}>{word}</li>
        ))}
      </ul>
    </li>
  );
}
