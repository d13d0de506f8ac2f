import { defaultMarkdownSerializer, MarkdownSerializer, type MarkdownSerializerState } from 'prosemirror-markdown';
import type { Node } from 'prosemirror-model';
import { parseBlocks, type Block, type Parsed } from './parse';
import { schema } from './schema';

type State = MarkdownSerializerState & { out: string; atBlockStart: boolean };

const base = defaultMarkdownSerializer;

const nodes: MarkdownSerializer['nodes'] = {
  ...base.nodes,
  paragraph(state, node) {
    state.renderInline(withoutIndents(node));
    state.closeBlock(node);
  },
  bullet_list(state, node) {
    const bullet = String(node.attrs.bullet);
    state.renderList(node, '  ', () => `${bullet} `);
  },
  ordered_list(state, node) {
    const start = Number(node.attrs.order);
    const width = String(start + node.childCount - 1).length + String(node.attrs.mark).length + 1;
    state.renderList(node, ' '.repeat(width), (at) => `${start + at}${String(node.attrs.mark)} `.padEnd(width));
  },
  raw_block(state, node) {
    state.text(String(node.attrs.source), false);
    state.closeBlock(node);
  },
  table(state, node) {
    table(state, node);
    state.closeBlock(node);
  },
  line_break(state, node) {
    state.write(node.attrs.hard ? '\\\n' : '\n');
    (state as State).atBlockStart = true;
  },
  image(state, node) {
    const title = node.attrs.title ? ` "${String(node.attrs.title).replace(/"/g, '\\"')}"` : '';
    state.write(`![${state.esc(String(node.attrs.alt))}](${address(String(node.attrs.src))}${title})`);
  },
  text(state, node) {
    const { atBlockStart } = state as State;
    const before = (state as State).out.length;
    state.text(node.text ?? '', true);
    if (!atBlockStart) return;
    // A line of text that would be a heading's underline, a numbered item or a table's ruler.
    const { out } = state as State;
    const written = out
      .slice(before)
      .replace(/^(\s*)(=+\s*$|:?-)/, '$1\\$2')
      .replace(/^(\s*\d+)\)(\s|$)/, '$1\\)$2');
    (state as State).out = out.slice(0, before) + written;
  },
};

const marks: MarkdownSerializer['marks'] = {
  ...base.marks,
  strike: { open: '~~', close: '~~', mixable: true, expelEnclosingWhitespace: true },
  link: {
    open: '[',
    close: (_, mark) => {
      const title = mark.attrs.title ? ` "${String(mark.attrs.title).replace(/"/g, '\\"')}"` : '';
      return `](${address(String(mark.attrs.href))}${title})`;
    },
    mixable: true,
  },
};

const plain = new MarkdownSerializer(nodes, marks);
/** For texts that would mean something else: every sign of Markdown is escaped. */
const careful = new MarkdownSerializer(nodes, marks, { escapeExtraCharacters: /[!-&(-/:-@^{|}]/g });

function address(href: string): string {
  return /[\s<>]/.test(href) ? `<${href.replace(/[<>\n]/g, encodeURIComponent)}>` : href.replace(/[()]/g, '\\$&');
}

/** Spaces at the start of a line would make it code, or would be lost. */
function withoutIndents(paragraph: Node): Node {
  const children: Node[] = [];
  let starts = true;
  paragraph.forEach((child) => {
    const text = child.text;
    if (text !== undefined && starts) {
      const kept = text.replace(/^[ \t]+/, '');
      if (kept !== '') children.push(schema.text(kept, child.marks));
      starts = kept === '';
    } else {
      children.push(child);
      starts = child.type.name === 'line_break';
    }
  });
  // A break at the very end says nothing.
  while (children.at(-1)?.type.name === 'line_break') children.pop();
  return paragraph.type.create(paragraph.attrs, children, paragraph.marks);
}

const RULERS: Record<string, string> = { left: ':---', center: ':---:', right: '---:' };

function table(state: MarkdownSerializerState, node: Node): void {
  const serializer = state.options.escapeExtraCharacters ? careful : plain;
  const columns = Math.max(...childrenOf(node).map((row) => row.childCount));
  childrenOf(node).forEach((row, at) => {
    const cells = childrenOf(row).map((cell) => inCell(serializer, cell));
    while (cells.length < columns) cells.push('');
    state.write(`| ${cells.join(' | ')} |`);
    if (at === 0) {
      const rulers = childrenOf(row).map((cell) => RULERS[String(cell.attrs.align)] ?? '---');
      while (rulers.length < columns) rulers.push('---');
      (state as State).out += '\n';
      state.write(`| ${rulers.join(' | ')} |`);
    }
    if (at < node.childCount - 1) (state as State).out += '\n';
  });
}

function inCell(serializer: MarkdownSerializer, cell: Node): string {
  const text = serializer.serialize(schema.node('doc', null, childrenOf(cell)));
  // A cell is one line, and a bar would end it.
  return text
    .replace(/\\?\n/g, ' ')
    .replace(/(?<!\\)\|/g, '\\|')
    .trim();
}

function childrenOf(node: Node): Node[] {
  return Array.from({ length: node.childCount }, (_, at) => node.child(at));
}

/** One block as Markdown that means what the editor shows. */
export function writeBlock(node: Node): string {
  const doc = schema.node('doc', null, [node]);
  const first = plain.serialize(doc);
  if (means(first, node)) return first;
  const second = careful.serialize(doc);
  return means(second, node) ? second : first;
}

function means(text: string, node: Node): boolean {
  const { blocks } = parseBlocks(text);
  return blocks.length === 1 && blocks[0]?.node.eq(node) === true;
}

const isList = (node: Node | undefined) => node?.type.name === 'bullet_list' || node?.type.name === 'ordered_list';
const isEmpty = (node: Node) => node.type.name === 'paragraph' && withoutIndents(node).content.size === 0;

interface Written {
  node: Node;
  /** Where it stood in the text that was opened, if it is still the same or was changed in its place. */
  at: number | null;
  source: string;
}

/**
 * The document as Markdown. Blocks that nobody touched keep their bytes, and so do the gaps between those that are still
 * neighbours; a document that nobody touched is the text it was made from.
 */
export function serialize(doc: Node, origin: Parsed): string {
  const now = childrenOf(doc);
  const places = placesOf(now, origin.blocks);
  const eol = lineBreakOf(origin);
  const written: Written[] = [];
  now.forEach((node, index) => {
    const at = places[index] ?? null;
    const before = at === null ? undefined : origin.blocks[at];
    if (before && same(before.node, node)) written.push({ node, at, source: before.source });
    else if (!isEmpty(node))
      written.push({ node, at, source: writeAfter(node, written.at(-1)?.node).replaceAll('\n', eol) });
  });
  let text = written.length > 0 || origin.blocks.length === 0 ? origin.lead : '';
  written.forEach(({ at, source }, index) => {
    const next = written[index + 1];
    text += source + gapAfter(at, next, origin.blocks, eol);
  });
  return text;
}

function gapAfter(at: number | null, next: Written | undefined, blocks: readonly Block[], eol: string): string {
  const own = at === null ? undefined : blocks[at]?.gap;
  // The end of the text ends as it did.
  if (next === undefined) return blocks.at(-1)?.gap ?? '';
  if (at !== null && next.at === at + 1 && own) return own;
  return eol + eol;
}

/** Two lists that follow each other would be one; another sign keeps them apart. */
function writeAfter(node: Node, former: Node | undefined): string {
  if (!isList(node) || former?.type !== node.type) return writeBlock(node);
  if (node.type.name === 'bullet_list' && node.attrs.bullet === former.attrs.bullet)
    return writeBlock(node.type.create({ ...node.attrs, bullet: node.attrs.bullet === '-' ? '*' : '-' }, node.content));
  if (node.type.name === 'ordered_list' && node.attrs.mark === former.attrs.mark)
    return writeBlock(node.type.create({ ...node.attrs, mark: node.attrs.mark === '.' ? ')' : '.' }, node.content));
  return writeBlock(node);
}

function lineBreakOf({ lead, blocks }: Parsed): string {
  const found = /\r\n|\n|\r/.exec(lead + blocks.map(({ source, gap }) => source + gap).join(''));
  return found?.[0] ?? '\n';
}

const same = (one: Node, other: Node) => one === other || one.eq(other);

/** For each block of now its place in the text that was opened, or null for a new one. */
function placesOf(now: readonly Node[], before: readonly Block[]): (number | null)[] {
  const places: (number | null)[] = now.map(() => null);
  const known = new Map(before.map(({ node }, at) => [node, at]));
  let next = 0;
  now.forEach((node, index) => {
    let at = known.get(node);
    if (at === undefined || at < next) {
      at = undefined;
      // Undone changes make a new node that is equal to the old one.
      for (let look = next; look < Math.min(before.length, next + 20); look += 1) {
        const old = before[look]?.node;
        if (old && !now.includes(old) && old.eq(node)) {
          at = look;
          break;
        }
      }
    }
    if (at === undefined) return;
    places[index] = at;
    next = at + 1;
  });
  fillPairs(places, before.length);
  return places;
}

/** Between two blocks that kept their place, as many new as old ones were changed where they stood. */
function fillPairs(places: (number | null)[], count: number): void {
  let last = -1;
  for (let index = 0; index <= places.length; index += 1) {
    const at = index === places.length ? count : places[index];
    if (at === null || at === undefined) continue;
    let from = index;
    while (from > 0 && places[from - 1] === null) from -= 1;
    if (index - from === at - last - 1)
      for (let each = from; each < index; each += 1) places[each] = last + 1 + each - from;
    last = at;
  }
}
