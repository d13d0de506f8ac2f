import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { showDay } from '@/lib/dates';
import { usePreferences } from '@/lib/preferences';
import { useTexts } from '@/lib/texts';
import { Pill } from '@/ui/Pill';
import list from '../list/List.module.css';
import { ClockPill } from './Clock';
import type { ConsultationRow } from './queries';
import { StatePill } from './StatePill';
import { texts } from './texts';

/** A consultation as it stands in a list: what is asked, how it stands, and how much time is left. */
export function ConsultationLine({ row }: { row: ConsultationRow }) {
  const t = useTexts(texts);
  const { language } = usePreferences();
  const words = [
    row.code,
    t.askedBy(row.asker.name),
    row.expert ? t.expertIs(row.expert.name) : t.noExpert,
    row.answers > 0 ? t.answers(row.answers) : t.noAnswer,
    row.specialty,
    row.project?.name,
    row.wanted_on && t.wanted(showDay(`${row.wanted_on}T00:00:00+09:00`, language)),
  ].filter((word): word is string => typeof word === 'string' && word !== '');
  return (
    <li className={list.line}>
      <div className={list.head}>
        <Link to="/consultations/$code" params={{ code: row.code }} className={list.name}>
          {row.title}
        </Link>
      </div>
      <div className={list.pills}>
        <StatePill state={row.state} />
        <ClockPill clock={row.clock} />
        {(row.priority === 'urgent' || row.priority === 'high') && (
          <Pill tone={row.priority === 'urgent' ? 'danger' : 'attention'}>{t.urgency(t.priorities[row.priority])}</Pill>
        )}
        {row.accepted && (
          <Pill tone="good" icon={<IconCircleCheck size={16} aria-hidden />}>
            {t.acceptedMark}
          </Pill>
        )}
        {row.flags.length > 0 && <Pill icon={<IconAlertTriangle size={16} aria-hidden />}>{t.flagged}</Pill>}
      </div>
      {row.summary && <p className={list.summary}>{row.summary}</p>}
      <ul className={list.words}>
        {words.map((word) => (
          <li key={word}>{word}</li>
        ))}
      </ul>
    </li>
  );
}
