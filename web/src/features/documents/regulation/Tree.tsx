import { TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useDeferredValue, useMemo, useState, type KeyboardEvent } from 'react';
import { useTexts } from '@/lib/texts';
import type { ArticleRow } from './queries';
import classes from './Tree.module.css';
import { fitting, nameOf } from './rows';
import { texts } from './texts';

interface TreeProps {
  rows: ArticleRow[];
  onGo: (anchor: string) => void;
}

/** The headings and articles in order. A number or a word narrows them, and Enter leads to the first. */
export function Tree({ rows, onGo }: TreeProps) {
  const t = useTexts(texts);
  const [typed, setTyped] = useState('');
  const words = useDeferredValue(typed);
  const shown = useMemo(() => fitting(rows, words), [rows, words]);
  const enter = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
    event.preventDefault();
    const first = fitting(rows, typed)[0];
    if (first && typed.trim() !== '') onGo(first.anchor);
  };
  return (
    <nav className={classes.tree} aria-label={t.tree}>
      <TextInput
        label={t.find}
        placeholder={t.findHint}
        leftSection={<IconSearch size={18} />}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onKeyDown={enter}
      />
      {shown.length === 0 ? (
        <p className="mks-note">{t.nothing}</p>
      ) : (
        <ol className={classes.branches} tabIndex={-1}>
          {shown.map((row) => (
            <li key={row.anchor} data-level={row.level}>
              <a
                href={`#${row.anchor}`}
                data-deleted={row.deleted || undefined}
                onClick={(event) => {
                  if (event.metaKey || event.ctrlKey || event.shiftKey) return;
                  event.preventDefault();
                  onGo(row.anchor);
                }}
              >
                {nameOf(row) || t.text}
              </a>
            </li>
          ))}
        </ol>
      )}
    </nav>
  );
}
