/** Three texts into one: what two people made of the same text, put together so that no words of either are lost. */
import { diffLists } from './diff';
import { LAW_FIELDS, type LawParts } from '../regulation/parts';
import { mergeRows, type SopParts } from '../sop/parts';
import { sameContent, sameValue, type Content } from './content';

export interface Merged {
  content: Content;
  /** Places where both wrote something else; there both stand, one after the other. */
  clashes: number;
}

/** Fields that only one of the two changed are taken from that one; text that both changed is put together line by line. */
export function mergeContents(base: Content, mine: Content, theirs: Content): Merged {
  if (sameContent(mine, theirs)) return { content: mine, clashes: 0 };
  const body = mergeTexts(base.body, mine.body, theirs.body);
  const summary = mergeTexts(base.summary, mine.summary, theirs.summary);
  const title = pick(base.title, mine.title, theirs.title);
  const importance = pick(base.importance, mine.importance, theirs.importance);
  const parts = mergeParts(base, mine, theirs);
  const law = mergeLaw(base, mine, theirs);
  return {
    content: {
      ...parts.content,
      ...law.content,
      // A title is one line: both words side by side.
      title: title.clash && mine.title !== '' && theirs.title !== '' ? `${mine.title} / ${theirs.title}` : title.value,
      summary: summary.text,
      body: body.text,
      importance: importance.value,
      language: pick(base.language, mine.language, theirs.language).value,
    },
    clashes:
      body.clashes + summary.clashes + Number(title.clash) + Number(importance.clash) + parts.clashes + law.clashes,
  };
}

/** The parts of a procedure: texts line by line, rows by their ids. */
function mergeParts(base: Content, mine: Content, theirs: Content): { content: Partial<SopParts>; clashes: number } {
  if (mine.steps === undefined || theirs.steps === undefined) return { content: {}, clashes: 0 };
  const texts = (field: 'purpose' | 'scope') => mergeTexts(base[field] ?? '', mine[field] ?? '', theirs[field] ?? '');
  const purpose = texts('purpose');
  const scope = texts('scope');
  const steps = mergeRows(base.steps ?? [], mine.steps, theirs.steps);
  const checklist = mergeRows(base.checklist ?? [], mine.checklist ?? [], theirs.checklist ?? []);
  const precautions = mergeRows(base.precautions ?? [], mine.precautions ?? [], theirs.precautions ?? []);
  const references = mergeRows(base.references ?? [], mine.references ?? [], theirs.references ?? []);
  return {
    content: {
      purpose: purpose.text,
      scope: scope.text,
      steps: steps.rows,
      checklist: checklist.rows,
      precautions: precautions.rows,
      references: references.rows,
    },
    clashes: [purpose, scope, steps, checklist, precautions, references].reduce((sum, { clashes }) => sum + clashes, 0),
  };
}

/** The fields of a regulation: each as the one who changed it left it, mine where both did. */
function mergeLaw(base: Content, mine: Content, theirs: Content): { content: Partial<LawParts>; clashes: number } {
  if (mine.law_id === undefined || theirs.law_id === undefined) return { content: {}, clashes: 0 };
  const content: Record<string, unknown> = {};
  let clashes = 0;
  for (const field of LAW_FIELDS) {
    const [was, own, other] = [base[field], mine[field], theirs[field]];
    content[field] = sameValue(own, was) ? other : own;
    if (!sameValue(own, was) && !sameValue(other, was) && !sameValue(own, other)) clashes += 1;
  }
  return { content, clashes };
}

function pick<T extends string>(base: T, mine: T, theirs: T): { value: T; clash: boolean } {
  if (mine === theirs || theirs === base) return { value: mine, clash: false };
  if (mine === base) return { value: theirs, clash: false };
  return { value: mine === ('' as T) ? theirs : mine, clash: true };
}

interface Change {
  /** Lines `from` to `until` of the base became `lines`. */
  from: number;
  until: number;
  lines: string[];
}

/** Both changes in one text; where they meet, first mine, then theirs. */
export function mergeTexts(base: string, mine: string, theirs: string): { text: string; clashes: number } {
  if (mine === theirs || theirs === base) return { text: mine, clashes: 0 };
  if (mine === base) return { text: theirs, clashes: 0 };
  const lines = linesOf(base);
  const left = changesOf(lines, linesOf(mine));
  const right = changesOf(lines, linesOf(theirs));
  const out: string[] = [];
  let clashes = 0;
  let at = 0;
  while (left.length > 0 || right.length > 0) {
    const group = nextGroup(left, right);
    out.push(...lines.slice(at, group.from));
    at = group.until;
    const [ours, others] = [applied(lines, group, group.left), applied(lines, group, group.right)];
    if (group.right.length === 0 || ours.join('') === others.join('')) out.push(...ours);
    else if (group.left.length === 0) out.push(...others);
    else {
      clashes += 1;
      out.push(...ended(ours), ...others);
    }
  }
  return { text: [...out, ...lines.slice(at)].join(''), clashes };
}

interface Group {
  from: number;
  until: number;
  left: Change[];
  right: Change[];
}

/** The next changes that touch each other; taken out of the lists. */
function nextGroup(left: Change[], right: Change[]): Group {
  const firstIsLeft = (left[0]?.from ?? Infinity) <= (right[0]?.from ?? Infinity);
  const first = (firstIsLeft ? left : right)[0] as Change;
  const group: Group = { from: first.from, until: first.until, left: [], right: [] };
  let grew = true;
  while (grew) {
    grew = false;
    for (const [changes, taken] of [
      [left, group.left],
      [right, group.right],
    ] as const) {
      const next = changes[0];
      if (next && next.from <= group.until) {
        taken.push(next);
        changes.shift();
        group.until = Math.max(group.until, next.until);
        grew = true;
      }
    }
  }
  return group;
}

/** The lines of the group with one side's changes. */
function applied(lines: string[], group: Group, changes: Change[]): string[] {
  const out: string[] = [];
  let at = group.from;
  for (const change of changes) {
    out.push(...lines.slice(at, change.from), ...change.lines);
    at = change.until;
  }
  return [...out, ...lines.slice(at, group.until)];
}

function ended(lines: string[]): string[] {
  const last = lines.at(-1);
  return last === undefined || /[\r\n]$/.test(last) ? lines : [...lines.slice(0, -1), `${last}\n`];
}

function linesOf(text: string): string[] {
  return text === '' ? [] : text.split(/(?<=\r\n|\n|\r(?!\n))/);
}

function changesOf(before: string[], after: string[]): Change[] {
  const changes: Change[] = [];
  let at = 0;
  let open: Change | null = null;
  for (const { op, items } of diffLists(before, after)) {
    if (op === 'equal') {
      at += items.length;
      open = null;
      continue;
    }
    if (open === null) {
      open = { from: at, until: at, lines: [] };
      changes.push(open);
    }
    if (op === 'insert') open.lines.push(...items);
    else {
      at += items.length;
      open.until = at;
    }
  }
  return changes;
}
