import { Button, Title } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconArrowsVertical } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTexts } from '@/lib/texts';
import { Loaded } from '@/ui/Loaded';
import { Pill } from '@/ui/Pill';
import type { EditionRow } from '../api';
import classes from './Compare.module.css';
import { comparisonQuery, type CompareBlock } from './queries';
import { countChanges, fold, rowsOf, type Row, type Span } from './rows';
import type { Sides } from './sides';
import { texts } from './texts';

/** What the older and the newer text are called. */
type Names = readonly [string, string];

/** What became of the older text, part by part: only what has changed is open. */
export function Comparison({ code, sides }: { code: string; sides: Sides }) {
  const t = useTexts(texts);
  const query = useQuery(comparisonQuery(code, sides.from, sides.to));
  const nameOf = (edition: EditionRow | null) =>
    edition === null ? t.draft : edition.no === null ? t.noNumber : t.edition(edition.no);
  return (
    <Loaded query={query} lines={4}>
      {({ blocks, older, newer }) => {
        const changed = blocks.filter((block) => block.changed);
        const places = changed.reduce((sum, { ops }) => sum + countChanges(ops), 0);
        return (
          <>
            <p role="status" className={classes.result}>
              {changed.length === 0 ? t.equal : t.result(changed.map(({ name }) => name).join(t.and), places)}
            </p>
            {changed.length > 0 && <Legend />}
            {blocks.map((block) => (
              <Block
                key={`${sides.from} ${sides.to} ${block.field}`}
                block={block}
                names={[nameOf(older), nameOf(newer)]}
              />
            ))}
          </>
        );
      }}
    </Loaded>
  );
}

function Legend() {
  const t = useTexts(texts);
  return (
    <p className={classes.legend} aria-label={t.legend}>
      <del className={classes.deleted}>{t.deletedText}</del>
      <ins className={classes.inserted}>{t.insertedText}</ins>
    </p>
  );
}

function Block({ block, names }: { block: CompareBlock; names: Names }) {
  const t = useTexts(texts);
  const [open, setOpen] = useState(block.changed);
  if (block.ops.length === 0 && !block.changed) return null;
  return (
    <section className={classes.block} data-changed={block.changed || undefined}>
      <div className={classes.head}>
        <Title order={2} className={classes.name}>
          {block.name}
        </Title>
        <Pill tone={block.changed ? 'attention' : 'plain'}>
          {block.changed ? t.changed(countChanges(block.ops)) : t.unchanged}
        </Pill>
        {!open && (
          <Button variant="subtle" leftSection={<IconArrowsVertical size={18} />} onClick={() => setOpen(true)}>
            {t.show(block.name)}
          </Button>
        )}
      </div>
      {open && <Rows block={block} names={names} />}
    </section>
  );
}

function Rows({ block, names }: { block: CompareBlock; names: Names }) {
  const beside = useMediaQuery('(min-width: 62em)', true, { getInitialValueInEffect: false });
  const [opened, setOpened] = useState<ReadonlySet<number>>(new Set());
  const rows = rowsOf(block.ops);
  const parts = block.changed ? fold(rows) : [{ kind: 'shown' as const, rows }];
  return (
    <div className={classes.rows}>
      {beside && block.changed && (
        <div className={classes.beside} data-heading>
          {names.map((name, place) => (
            <div key={place} className={classes.cell}>
              {name}
            </div>
          ))}
        </div>
      )}
      {parts.map((part, place) =>
        part.kind === 'folded' && !opened.has(place) ? (
          <Folded key={place} count={part.rows.length} onOpen={() => setOpened(new Set([...opened, place]))} />
        ) : (
          part.rows.map((row, line) =>
            beside && block.changed ? (
              <Beside key={`${place} ${line}`} row={row} />
            ) : (
              <Flow key={`${place} ${line}`} row={row} />
            ),
          )
        ),
      )}
    </div>
  );
}

function Folded({ count, onOpen }: { count: number; onOpen: () => void }) {
  const t = useTexts(texts);
  return (
    <Button
      fullWidth
      variant="light"
      color="gray"
      className={classes.folded ?? ''}
      leftSection={<IconArrowsVertical size={18} />}
      onClick={onOpen}
    >
      {t.folded(count)}
    </Button>
  );
}

/** The older text on the left, the newer one on the right. */
function Beside({ row }: { row: Row }) {
  return (
    <div className={classes.beside} data-changed={row.changed || undefined}>
      <Cell spans={row.left} />
      <Cell spans={row.right} />
    </div>
  );
}

function Cell({ spans }: { spans: Span[] }) {
  return <div className={classes.cell}>{spans.length > 0 && <Spans spans={spans} />}</div>;
}

/** Both texts in one: what is gone before what has come. */
function Flow({ row }: { row: Row }) {
  return (
    <div className={classes.flow} data-changed={row.changed || undefined}>
      <Spans spans={row.flow} />
    </div>
  );
}

function Spans({ spans }: { spans: Span[] }) {
  const t = useTexts(texts);
  return spans.map(({ op, text }, place) => {
    if (op === 'equal') return <span key={place}>{text}</span>;
    const Mark = op === 'insert' ? 'ins' : 'del';
    return (
      <Mark key={place} className={op === 'insert' ? classes.inserted : classes.deleted}>
        <span className="mks-hidden">{op === 'insert' ? t.inserted : t.deleted} </span>
        {text}
      </Mark>
    );
  });
}
