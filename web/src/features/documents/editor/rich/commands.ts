import { lift, setBlockType, wrapIn } from 'prosemirror-commands';
import type { MarkType, Node, NodeType } from 'prosemirror-model';
import { liftListItem, wrapInList } from 'prosemirror-schema-list';
import { NodeSelection, type Command, type EditorState } from 'prosemirror-state';
import { schema } from '../markdown/schema';

const { nodes, marks } = schema;

export function hasMark(state: EditorState, type: MarkType): boolean {
  const { from, to, empty, $from } = state.selection;
  if (empty) return Boolean(type.isInSet(state.storedMarks ?? $from.marks()));
  return state.doc.rangeHasMark(from, to, type);
}

export function isInside(state: EditorState, type: NodeType): boolean {
  const { $from } = state.selection;
  for (let depth = $from.depth; depth > 0; depth -= 1) if ($from.node(depth).type === type) return true;
  return false;
}

/** `paragraph`, `code_block` or the level of a heading. */
export function blockKind(state: EditorState): string {
  const { parent } = state.selection.$from;
  if (parent.type === nodes.heading) return String(parent.attrs.level);
  return parent.type === nodes.code_block ? 'code_block' : 'paragraph';
}

export function setBlock(kind: string): Command {
  if (kind === 'paragraph') return setBlockType(nodes.paragraph);
  if (kind === 'code_block') return setBlockType(nodes.code_block);
  return setBlockType(nodes.heading, { level: Number(kind) });
}

export function toggleList(type: NodeType): Command {
  return (state, dispatch, view) =>
    isInside(state, type)
      ? liftListItem(nodes.list_item)(state, dispatch, view)
      : wrapInList(type)(state, dispatch, view);
}

export const toggleQuote: Command = (state, dispatch, view) =>
  isInside(state, nodes.blockquote) ? lift(state, dispatch, view) : wrapIn(nodes.blockquote)(state, dispatch, view);

export const insertRule: Command = (state, dispatch) => {
  dispatch?.(state.tr.replaceSelectionWith(nodes.horizontal_rule.create()).scrollIntoView());
  return true;
};

/** A table of three columns with a row of headings, which nobody should have to guess: `heading` names them. */
export const insertTable =
  (heading: (no: number) => string): Command =>
  (state, dispatch) => {
    const row = (type: NodeType) => {
      const words = (no: number) => (type === nodes.table_header ? [schema.text(heading(no))] : []);
      const cells = [1, 2, 3].map((no) => type.create(null, nodes.paragraph.create(null, words(no))));
      return nodes.table_row.create(null, cells);
    };
    const table = nodes.table.create(null, [row(nodes.table_header), row(nodes.table_cell), row(nodes.table_cell)]);
    dispatch?.(state.tr.replaceSelectionWith(table).scrollIntoView());
    return true;
  };

export function linkAt(state: EditorState): string | null {
  const { $from, from, to, empty } = state.selection;
  if (empty) return (marks.link.isInSet($from.marks())?.attrs.href as string | undefined) ?? null;
  let found: string | null = null;
  state.doc.nodesBetween(from, to, (node) => {
    found ??= (marks.link.isInSet(node.marks)?.attrs.href as string | undefined) ?? null;
  });
  return found;
}

/** Puts the link on what is selected, or on the link the cursor stands in; null removes it. */
export function setLink(href: string | null): Command {
  return (state, dispatch) => {
    let { from, to } = state.selection;
    if (from === to) [from, to] = linkRange(state);
    if (from === to) return false;
    const tr = state.tr.removeMark(from, to, marks.link);
    if (href !== null) tr.addMark(from, to, marks.link.create({ href }));
    dispatch?.(tr);
    return true;
  };
}

function linkRange(state: EditorState): [number, number] {
  const { $from } = state.selection;
  const here = marks.link.isInSet($from.marks());
  if (!here) return [$from.pos, $from.pos];
  const start = $from.start();
  let range: [number, number] = [$from.pos, $from.pos];
  $from.parent.forEach((node, offset) => {
    const [from, to] = [start + offset, start + offset + node.nodeSize];
    if (from <= $from.pos && to >= $from.pos && here.isInSet(node.marks)) range = [from, to];
  });
  return range;
}

/** The address a person means: a web address, or the code of a document. */
export function addressOf(typed: string): string | null {
  const text = typed.trim();
  if (/^(https?:\/\/|mailto:|tel:|\/d\/)\S+$/i.test(text)) return text;
  const code = text.normalize('NFKC').toUpperCase();
  return /^[A-Z]{2,4}-\d{1,9}$/.test(code) ? `/d/${code}` : null;
}

export function selectedImage(state: EditorState): Node | null {
  const { selection } = state;
  return selection instanceof NodeSelection && selection.node.type === nodes.image ? selection.node : null;
}

export function setAlt(alt: string): Command {
  return (state, dispatch) => {
    const image = selectedImage(state);
    if (!image) return false;
    const at = state.selection.from;
    const tr = state.tr.setNodeMarkup(at, undefined, { ...image.attrs, alt });
    dispatch?.(tr.setSelection(NodeSelection.create(tr.doc, at)));
    return true;
  };
}
