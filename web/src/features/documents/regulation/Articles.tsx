import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { memo, useEffect, useMemo, useRef, useState, type CSSProperties } from 'react';
import { useTexts } from '@/lib/texts';
import { Pill } from '@/ui/Pill';
import { Body } from '../page/Body';
import { wordsQuery, type ArticleRow } from './queries';
import classes from './Regulation.module.css';
import { Resting } from './Resting';
import { chunksOf, linesOf, nameOf, type Chunk } from './rows';
import { texts } from './texts';

interface ArticlesProps {
  id: string;
  edition: string;
  rows: ArticleRow[];
}

/** The whole text: every article has its place and its heading at once, its words come when it is near the screen. */
export function Articles({ id, edition, rows }: ArticlesProps) {
  const chunks = useMemo(() => chunksOf(rows), [rows]);
  return chunks.map((chunk) => <Part key={`${edition} ${chunk.from}`} id={id} edition={edition} chunk={chunk} />);
}

interface PartProps {
  id: string;
  edition: string;
  chunk: Chunk;
}

const Part = memo(function Part({ id, edition, chunk }: PartProps) {
  const t = useTexts(texts);
  const place = useRef<HTMLDivElement>(null);
  const near = useNear(place);
  const query = useQuery({ ...wordsQuery(id, edition, chunk.from, chunk.rows.length), enabled: near });
  // What is far away is not laid out; about this much room is kept for it.
  const room = { '--mks-lines': chunk.lines + chunk.rows.length * 3 } as CSSProperties;
  return (
    <div
      ref={place}
      className={classes.part}
      style={room}
      data-near={near || undefined}
      aria-busy={near && query.isPending ? true : undefined}
    >
      {query.isError && (
        <div role="alert" className={classes.failed}>
          {t.failed}
          <Button variant="default" onClick={() => void query.refetch()}>
            {t.again}
          </Button>
        </div>
      )}
      {chunk.rows.map((row) => (
        <Article key={row.anchor} id={id} row={row} html={query.data?.get(row.place)} />
      ))}
    </div>
  );
});

function Article({ id, row, html }: { id: string; row: ArticleRow; html: string | undefined }) {
  const t = useTexts(texts);
  const name = nameOf(row);
  const Heading = row.level > 0 ? 'h2' : 'h3';
  const lines = { '--mks-lines': linesOf(row) } as CSSProperties;
  return (
    <section id={row.anchor} className={classes.row} data-level={row.level} data-deleted={row.deleted || undefined}>
      {name !== '' && (
        <Heading className={classes.name}>
          <a href={`#${row.anchor}`}>{name}</a>
          {row.deleted && <Pill>{t.deleted}</Pill>}
        </Heading>
      )}
      {html !== undefined ? (
        <Body html={html} />
      ) : (
        row.chars > 0 && <div className={classes.coming} style={lines} aria-hidden />
      )}
      {row.references > 0 && <Resting id={id} article={row.key} count={row.references} />}
    </section>
  );
}

/** Whether a part has been near the screen. */
function useNear(place: React.RefObject<HTMLDivElement | null>): boolean {
  const [near, setNear] = useState(false);
  useEffect(() => {
    const element = place.current;
    if (near || element === null) return;
    const seen = new IntersectionObserver((entries) => entries.some((one) => one.isIntersecting) && setNear(true), {
      rootMargin: '1200px 0px',
    });
    seen.observe(element);
    return () => seen.disconnect();
  }, [near, place]);
  return near;
}
