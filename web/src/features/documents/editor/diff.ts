export interface Op<T> {
  op: 'equal' | 'insert' | 'delete';
  items: T[];
}

/** More differences than this are shown as one: looking for the best way would take too long. */
const MOST = 2000;

/** What became of a list: equal, deleted and inserted stretches in order (Myers). */
export function diffLists<T>(before: readonly T[], after: readonly T[]): Op<T>[] {
  let start = 0;
  while (start < before.length && start < after.length && before[start] === after[start]) start += 1;
  let end = 0;
  const most = Math.min(before.length, after.length) - start;
  while (end < most && before[before.length - 1 - end] === after[after.length - 1 - end]) end += 1;
  const ops: Op<T>[] = [];
  add(ops, 'equal', before.slice(0, start));
  middle(ops, before.slice(start, before.length - end), after.slice(start, after.length - end));
  add(ops, 'equal', end > 0 ? before.slice(-end) : []);
  return ops;
}

function add<T>(ops: Op<T>[], op: Op<T>['op'], items: readonly T[]): void {
  if (items.length === 0) return;
  const last = ops.at(-1);
  if (last?.op === op) last.items.push(...items);
  else ops.push({ op, items: [...items] });
}

function middle<T>(ops: Op<T>[], before: readonly T[], after: readonly T[]): void {
  const trace = before.length > 0 && after.length > 0 ? traceOf(before, after) : null;
  if (trace === null) {
    add(ops, 'delete', before);
    add(ops, 'insert', after);
    return;
  }
  const steps: [Op<T>['op'], T][] = [];
  let x = before.length;
  let y = after.length;
  for (let depth = trace.length - 1; depth > 0; depth -= 1) {
    const reach = trace[depth - 1] as Map<number, number>;
    const k = x - y;
    const down = k === -depth || (k !== depth && (reach.get(k - 1) ?? -1) < (reach.get(k + 1) ?? -1));
    const formerK = down ? k + 1 : k - 1;
    const formerX = reach.get(formerK) ?? 0;
    const formerY = formerX - formerK;
    while (x > formerX && y > formerY && x > 0 && y > 0 && before[x - 1] === after[y - 1]) {
      steps.push(['equal', before[x - 1] as T]);
      x -= 1;
      y -= 1;
    }
    if (down) {
      y -= 1;
      steps.push(['insert', after[y] as T]);
    } else {
      x -= 1;
      steps.push(['delete', before[x] as T]);
    }
  }
  while (x > 0 && y > 0) {
    x -= 1;
    y -= 1;
    steps.push(['equal', before[x] as T]);
  }
  steps.reverse().forEach(([op, item]) => add(ops, op, [item]));
}

/** How far each diagonal was reached at each depth, or null when the lists differ too much. */
function traceOf<T>(before: readonly T[], after: readonly T[]): Map<number, number>[] | null {
  const trace: Map<number, number>[] = [];
  let reach = new Map<number, number>([[1, 0]]);
  for (let depth = 0; depth <= Math.min(before.length + after.length, MOST); depth += 1) {
    const next = new Map<number, number>();
    for (let k = -depth; k <= depth; k += 2) {
      const down = k === -depth || (k !== depth && (reach.get(k - 1) ?? -1) < (reach.get(k + 1) ?? -1));
      let x = down ? (reach.get(k + 1) ?? 0) : (reach.get(k - 1) ?? 0) + 1;
      while (x < before.length && x - k < after.length && before[x] === after[x - k]) x += 1;
      next.set(k, x);
      if (x >= before.length && x - k >= after.length) return [...trace, next];
    }
    trace.push(next);
    reach = next;
  }
  return null;
}

const words = new Intl.Segmenter('ja', { granularity: 'word' });

/** Two texts word by word; first line by line, so that long texts are compared quickly. */
export function diffWords(before: string, after: string): Op<string>[] {
  const ops: Op<string>[] = [];
  const lines = diffLists(before.split(/(?<=\n)/), after.split(/(?<=\n)/));
  lines.forEach(({ op, items }, at) => {
    const next = lines[at + 1];
    const last = lines[at - 1];
    if (op === 'equal') add(ops, op, [items.join('')]);
    else if (op === 'delete' && next?.op === 'insert') {
      diffLists(segments(items), segments(next.items)).forEach((each) => add(ops, each.op, [each.items.join('')]));
    } else if (!(op === 'insert' && last?.op === 'delete')) add(ops, op, [items.join('')]);
  });
  return ops;
}

function segments(lines: string[]): string[] {
  return Array.from(words.segment(lines.join('')), ({ segment }) => segment);
}
