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

interface ComparisonProps {
  code: string;
  sides: Sides;
  /** 新旧対照: the articles that differ alone, old above new where there is no room beside it. */
  law?: boolean;
}

/** What became of the older text, part by part: only what has changed is open. */
export function Comparison({ code, sides, law = false }: ComparisonProps) {
  const t = useTexts(texts);
  const query = useQuery(comparisonQuery(code, sides.from, sides.to, law));
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
              {changed.length === 0
                ? t.equal
                : law
                  ? t.lawResult(changed.length, ...countsOf(changed))
                  : t.result(changed.map(({ name }) => name).join(t.and), places)}
            </p>
            {law && changed.length > 1 && <Index blocks={changed} />}
            {changed.length > 0 && <Legend />}
            {blocks.map((block) => (
              <Block
                key={`${sides.from} ${sides.to} ${block.field}`}
                block={block}
                law={law}
                names={[nameOf(older), nameOf(newer)]}
              />
            ))}
          </>
        );
      }}
    </Loaded>
  );
}

const countsOf = (blocks: CompareBlock[]) =>
  (['added', 'removed', 'changed'] as const).map(
    (became) => blocks.filter((block) => block.became === became).length,
  ) as [number, number, number];

/** The articles that differ, each leading to its place. */
function Index({ blocks }: { blocks: CompareBlock[] }) {
  const t = useTexts(texts);
  return (
    <details className={classes.index}>
      <summary>{t.index}</summary>
      <ul>
        {blocks.map(({ field, name, became }) => (
          <li key={field}>
            <a href={`#${placeOf(field)}`}>
              {name} <small>{t.became[became]}</small>
            </a>
          </li>
        ))}
      </ul>
    </details>
  );
}

const placeOf = (field: string) => `d-${field.replace(/[^A-Za-z0-9-]/g, '-')}`;

function Legend() {
  const t = useTexts(texts);
  return (
    <p className={classes.legend} aria-label={t.legend}>
      <del className={classes.deleted}>{t.deletedText}</del>
      <ins className={classes.inserted}>{t.insertedText}</ins>
    </p>
  );
}

function Block({ block, names, law }: { block: CompareBlock; names: Names; law: boolean }) {
  const t = useTexts(texts);
  const [open, setOpen] = useState(block.changed);
  if (block.ops.length === 0 && !block.changed) return null;
  return (
    <section id={placeOf(block.field)} className={classes.block} data-changed={block.changed || undefined}>
      <div className={classes.head}>
        <Title order={2} className={classes.name}>
          {block.name}
        </Title>
        <Pill tone={block.changed ? 'attention' : 'plain'}>
          {block.became === 'added' || block.became === 'removed'
            ? t.became[block.became]
            : block.changed
              ? t.changed(countChanges(block.ops))
              : t.unchanged}
        </Pill>
        {!open && (
          <Button variant="subtle" leftSection={<IconArrowsVertical size={18} />} onClick={() => setOpen(true)}>
            {t.show(block.name)}
          </Button>
        )}
      </div>
      {open && <Rows block={block} names={names} stacked={law} />}
    </section>
  );
}

function Rows({ block, names, stacked }: { block: CompareBlock; names: Names; stacked: boolean }) {
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
            ) : stacked && row.changed ? (
              <Stacked key={`${place} ${line}`} row={row} names={names} />
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

/** The older text, and below it the newer one. */
function Stacked({ row, names }: { row: Row; names: Names }) {
  return (
    <div className={classes.stacked} data-changed>
      {([row.left, row.right] as const).map((spans, side) =>
        spans.length === 0 ? null : (
          <div key={side} className={classes.cell}>
            <small>{names[side]}</small>
            <Spans spans={spans} />
          </div>
        ),
      )}
    </div>
  );
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
