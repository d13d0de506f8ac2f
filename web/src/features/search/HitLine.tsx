import { Link } from '@tanstack/react-router';
import { showDay } from '@/lib/dates';
import { usePreferences } from '@/lib/preferences';
import { useTexts } from '@/lib/texts';
import { Pill } from '@/ui/Pill';
import { Pieces } from './Pieces';
import type { Hit } from './queries';
import classes from './Search.module.css';
import { texts } from './texts';

const TONES: Record<string, 'attention' | 'danger'> = { revising: 'attention', archived: 'danger' };

/** One thing found: its title, the place in its text, and how it stands. The title leads to that place. */
export function HitLine({ hit }: { hit: Hit }) {
  const t = useTexts(texts);
  const { language } = usePreferences();
  // Records of the ministry have no code and no editions; they are nothing of the company's.
  const isPublic = hit.kind === 'public_record';
  const words = [
    !isPublic && hit.code,
    !isPublic && t.edition(hit.edition_no),
    !isPublic && t.since(showDay(hit.in_force_from, language)),
    hit.category?.name,
    hit.project?.name,
  ].filter((word): word is string => typeof word === 'string');
  const tone = TONES[hit.status];
  return (
    <li className={classes.hit}>
      <div className={classes.head}>
        {isPublic ? (
          <Link to="/public-records/$id" params={{ id: hit.code }} className={classes.name}>
            <Pieces pieces={hit.title} />
          </Link>
        ) : (
          <Link to="/d/$code" params={{ code: hit.code }} hash={hit.section_anchor} className={classes.name}>
            <span>
              <Pieces pieces={hit.title} />
            </span>
          </Link>
        )}
        {isPublic && <Pill>{t.publicRecord}</Pill>}
        {hit.own_state && <Pill>{hit.own_state.name}</Pill>}
        {tone !== undefined && <Pill tone={tone}>{t.status(hit.status)}</Pill>}
      </div>
      {hit.place && <p className={classes.place}>{hit.place}</p>}
      <p className={classes.snippet}>
        <Pieces pieces={hit.snippet} />
      </p>
      <ul className={classes.words}>
        {words.map((word) => (
          <li key={word}>{word}</li>
        ))}
      </ul>
    </li>
  );
}
