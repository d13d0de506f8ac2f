import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useTexts } from '@/lib/texts';
import { Card } from '@/ui/Card';
import { InsideLink } from '@/ui/InsideLink';
import { Pill } from '@/ui/Pill';
import classes from '../Consultations.module.css';
import { knownQuery } from '../queries';
import { texts } from './texts';

const SHOWN = 6;
const MOST_CHARS = 250;
const PAUSE_MS = 500;

/** What is known already about the words of a question, so that nobody asks what somebody has answered. */
export function Known({ words }: { words: string }) {
  const t = useTexts(texts);
  // Markup and pictures are no words to look for, and quotes would ask for the exact wording.
  const plain = words
    .replace(/!?\[[^\]]*\]\([^)]*\)/g, ' ')
    .replace(/["「」『』“”#*_>`|-]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, MOST_CHARS);
  const [looked] = useDebouncedValue(plain, PAUSE_MS);
  const { data } = useQuery(knownQuery(looked));
  const hits = looked.length < 2 ? [] : (data?.hits ?? []).slice(0, SHOWN);
  return (
    <aside className={classes.side} aria-label={t.knownLabel} aria-live="polite">
      <Card title={t.known}>
        <p className="mks-note">{t.knownLead}</p>
        {hits.length === 0 ? (
          <p>{t.knownNone}</p>
        ) : (
          <ul className={classes.hits}>
            {hits.map(({ id, code, title, snippet, own_state }) => (
              <li key={id}>
                <InsideLink href={`/d/${code}`}>{title.map((piece) => piece.t).join('')}</InsideLink>
                <p>{snippet.map((piece) => piece.t).join('')}</p>
                <span className={classes.pills}>
                  <span className={classes.small}>{code}</span>
                  {own_state && <Pill>{own_state.name}</Pill>}
                </span>
              </li>
            ))}
          </ul>
        )}
      </Card>
    </aside>
  );
}
