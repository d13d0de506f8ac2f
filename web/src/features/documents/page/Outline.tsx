import { useTexts } from '@/lib/texts';
import type { DocumentView } from '../api';
import classes from './Page.module.css';
import { texts } from './texts';

/** The headings of a text, beside it at the desk. */
export function Outline({ headings }: { headings: DocumentView['outline'] }) {
  const t = useTexts(texts);
  if (headings.length < 2) return null;
  return (
    <nav className={classes.outline} aria-label={t.outline}>
      <strong>{t.outline}</strong>
      <ol>
        {headings.map(({ anchor, text }) => (
          <li key={anchor}>
            <a href={`#${anchor}`}>{text}</a>
          </li>
        ))}
      </ol>
    </nav>
  );
}
