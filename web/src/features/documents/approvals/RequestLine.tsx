import { Link } from '@tanstack/react-router';
import { showInstant } from '@/lib/dates';
import { usePreferences } from '@/lib/preferences';
import { useTexts } from '@/lib/texts';
import { Pill } from '@/ui/Pill';
import list from '../list/List.module.css';
import type { RequestRow, RequestState } from './queries';
import { texts } from './texts';

const TONES = { in_progress: 'attention', approved: 'good', returned: 'danger', withdrawn: 'plain' } as const;

export function StatePill({ state }: { state: RequestState }) {
  const t = useTexts(texts);
  return <Pill tone={TONES[state]}>{t.states[state]}</Pill>;
}

/** A request as it stands in a list: what is asked, how much it weighs, by when. */
export function RequestLine({ row }: { row: RequestRow }) {
  const t = useTexts(texts);
  const { language } = usePreferences();
  const heavy = row.importance === 'critical' || row.importance === 'high';
  const words = [
    row.document.code,
    row.document.kind_name,
    t.askedBy(row.requester.name),
    t.stageOf(row.stage, row.stages, row.stage_name),
    row.due_at && t.due(showInstant(row.due_at, language)),
  ].filter((word): word is string => typeof word === 'string');
  return (
    <li className={list.line}>
      <div className={list.head}>
        <Link to="/approvals/$id" params={{ id: row.id }} className={list.name}>
          {row.title}
        </Link>
      </div>
      <div className={list.pills}>
        <StatePill state={row.state} />
        {row.late && <Pill tone="danger">{t.late}</Pill>}
        {row.short && <Pill tone="attention">{t.short}</Pill>}
        <Pill tone={heavy ? 'danger' : 'plain'}>{t.importance(t.importances[row.importance])}</Pill>
      </div>
      <ul className={list.words}>
        {words.map((word) => (
          <li key={word}>{word}</li>
        ))}
      </ul>
    </li>
  );
}
