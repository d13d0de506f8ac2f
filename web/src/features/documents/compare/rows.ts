import type { components } from '@/api/schema';

type Op = components['schemas']['CompareOp'];

/** A stretch of text and what became of it. */
export interface Span {
  op: Op['op'];
  text: string;
}

/** A line, or the lines between two lines that both texts share: older on the left, newer on the right, both in the flow. */
export interface Row {
  left: Span[];
  right: Span[];
  flow: Span[];
  changed: boolean;
}

/** Rows to show, or a run of unchanged ones to fold away. */
export interface Part {
  kind: 'shown' | 'folded';
  rows: Row[];
}

const empty = (): Row => ({ left: [], right: [], flow: [], changed: false });
const atLineStart = (spans: Span[]) => spans.length === 0 || (spans.at(-1)?.text.endsWith('\n') ?? false);

function add(row: Row, span: Span): void {
  if (span.text === '') return;
  row.flow.push(span);
  if (span.op !== 'insert') row.left.push(span);
  if (span.op !== 'delete') row.right.push(span);
  if (span.op !== 'equal') row.changed = true;
}

/** The comparison as rows: cut after each line end that both texts have, so that the two stay beside each other. */
export function rowsOf(ops: readonly Op[]): Row[] {
  const rows: Row[] = [];
  let row = empty();
  const close = () => {
    if (row.flow.length > 0) rows.push(row);
    row = empty();
  };
  for (const { op, text } of ops) {
    if (op !== 'equal') {
      add(row, { op, text });
      continue;
    }
    if (atLineStart(row.left) && atLineStart(row.right)) close();
    for (const line of text.match(/[^\n]*\n|[^\n]+/g) ?? []) {
      add(row, { op, text: line });
      if (line.endsWith('\n')) close();
    }
  }
  close();
  return rows;
}

/** Folds what has not changed, but for `context` rows beside each change; runs too short to be worth it stay open. */
export function fold(rows: readonly Row[], context = 1): Part[] {
  const near = rows.map((_, place) =>
    rows.slice(Math.max(0, place - context), place + context + 1).some((row) => row.changed),
  );
  const parts: Part[] = [];
  rows.forEach((row, place) => {
    const kind = near[place] ? 'shown' : 'folded';
    const last = parts.at(-1);
    if (last?.kind === kind) last.rows.push(row);
    else parts.push({ kind, rows: [row] });
  });
  return joined(
    parts.map((part) => (part.kind === 'folded' && part.rows.length < 3 ? { ...part, kind: 'shown' } : part)),
  );
}

function joined(parts: readonly Part[]): Part[] {
  const result: Part[] = [];
  for (const part of parts) {
    const last = result.at(-1);
    if (last?.kind === part.kind) last.rows = [...last.rows, ...part.rows];
    else result.push({ ...part });
  }
  return result;
}

/** How many places differ: neighbouring insertions and deletions count once. */
export function countChanges(ops: readonly Op[]): number {
  return ops.filter(({ op }, place) => op !== 'equal' && (place === 0 || ops[place - 1]?.op === 'equal')).length;
}
