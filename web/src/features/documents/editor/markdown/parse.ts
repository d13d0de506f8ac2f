import MarkdownIt, { type Token } from 'markdown-it';
import cjkFriendly from 'markdown-it-cjk-friendly';
import { MarkdownParser, type ParseSpec } from 'prosemirror-markdown';
import type { Node } from 'prosemirror-model';
import { schema } from './schema';

// As the server reads Markdown: no HTML, line breaks kept, emphasis that works beside Japanese brackets.
const markdown = new MarkdownIt('commonmark', { html: false, breaks: true }).enable(['table', 'strikethrough']);
markdown.use(cjkFriendly);

const ALIGNMENT = /text-align:(left|center|right)/;
const cell = { getAttrs: (token: Token) => ({ align: ALIGNMENT.exec(token.attrGet('style') ?? '')?.[1] ?? null }) };

function isTight(tokens: readonly Token[], at: number): boolean {
  for (const token of tokens.slice(at + 1)) if (token.type !== 'list_item_open') return token.hidden;
  return true;
}

const specs: Record<string, ParseSpec> = {
  paragraph: { block: 'paragraph' },
  heading: { block: 'heading', getAttrs: (token) => ({ level: Number(token.tag.slice(1)) }) },
  blockquote: { block: 'blockquote' },
  bullet_list: {
    block: 'bullet_list',
    getAttrs: (token, tokens, at) => ({ bullet: token.markup || '-', tight: isTight(tokens, at) }),
  },
  ordered_list: {
    block: 'ordered_list',
    getAttrs: (token, tokens, at) => ({
      order: Number(token.attrGet('start') ?? 1),
      mark: token.markup || '.',
      tight: isTight(tokens, at),
    }),
  },
  list_item: { block: 'list_item' },
  code_block: { block: 'code_block', noCloseToken: true },
  fence: { block: 'code_block', getAttrs: (token) => ({ params: token.info }), noCloseToken: true },
  hr: { node: 'horizontal_rule' },
  table: { block: 'table' },
  thead: { ignore: true },
  tbody: { ignore: true },
  tr: { block: 'table_row' },
  th: { block: 'table_header', ...cell },
  td: { block: 'table_cell', ...cell },
  image: {
    node: 'image',
    getAttrs: (token) => ({
      src: token.attrGet('src') ?? '',
      title: token.attrGet('title') || null,
      alt: token.content,
    }),
  },
  softbreak: { node: 'line_break' },
  hardbreak: { node: 'line_break', attrs: { hard: true } },
  em: { mark: 'em' },
  strong: { mark: 'strong' },
  s: { mark: 'strike' },
  link: {
    mark: 'link',
    getAttrs: (token) => ({ href: token.attrGet('href') ?? '', title: token.attrGet('title') || null }),
  },
  code_inline: { mark: 'code', noCloseToken: true },
};

let given: Token[] = [];
// The parser asks for tokens by itself; it is handed those of one block at a time.
const blocks = new MarkdownParser(schema, { parse: () => given } as unknown as MarkdownIt, specs);

function nodeOf(tokens: Token[], source: string): Node {
  given = withParagraphsInCells(tokens);
  try {
    const found = blocks.parse('');
    if (found.childCount === 1 && found.firstChild) {
      found.check();
      return found.firstChild;
    }
  } catch {
    // What the schema has no place for is kept as it is written.
  }
  return rawBlock(source);
}

function rawBlock(source: string): Node {
  return schema.node('raw_block', { source });
}

function withParagraphsInCells(tokens: Token[]): Token[] {
  return tokens.flatMap((token, at) => {
    const before = tokens[at - 1]?.type;
    if (token.type !== 'inline' || (before !== 'th_open' && before !== 'td_open')) return [token];
    const open = Object.assign(Object.create(Object.getPrototypeOf(token) as object) as Token, token);
    return [{ ...open, type: 'paragraph_open' } as Token, token, { ...open, type: 'paragraph_close' } as Token];
  });
}

export interface Block {
  node: Node;
  /** The characters it was written with. */
  source: string;
  /** The line breaks and blanks between it and the next one. */
  gap: string;
}

export interface Parsed {
  /** Blank lines before the first block. */
  lead: string;
  blocks: Block[];
}

/** The text in blocks. `lead` and all sources and gaps joined are the text again, byte for byte. */
export function parseBlocks(text: string): Parsed {
  const lines = text.split(/(?<=\r\n|\n|\r(?!\n))/);
  const range = (from: number, until: number) => lines.slice(from, until).join('');
  const parsed: Parsed = { lead: '', blocks: [] };
  let done = 0;
  const keepBetween = (until: number) => {
    const between = range(done, until);
    done = until;
    const last = parsed.blocks.at(-1);
    // Definitions of links leave no token, but they are part of the text.
    if (between.trim() !== '') parsed.blocks.push(cut(rawBlock(''), between, true));
    else if (last) last.gap += between;
    else parsed.lead += between;
  };
  for (const tokens of topLevel(markdown.parse(text, {}))) {
    const [from, until] = tokens[0]?.map ?? [done, done];
    if (from > done) keepBetween(from);
    if (until <= done) continue;
    const source = range(done, until);
    done = until;
    parsed.blocks.push(cut(nodeOf(tokens, source.trimEnd()), source, false));
  }
  if (done < lines.length) keepBetween(lines.length);
  return parsed;
}

function cut(node: Node, whole: string, raw: boolean): Block {
  const source = whole.replace(/(?:[ \t]*(?:\r\n|\n|\r))+[ \t]*$/, '');
  return { node: raw ? rawBlock(source) : node, source, gap: whole.slice(source.length) };
}

function topLevel(tokens: Token[]): Token[][] {
  const groups: Token[][] = [];
  let depth = 0;
  for (const token of tokens) {
    if (depth === 0) groups.push([]);
    groups.at(-1)?.push(token);
    depth += token.nesting;
  }
  return groups;
}

/** The document for the editor and what it was made from. An empty text is one empty paragraph. */
export function parse(text: string): { doc: Node; origin: Parsed } {
  const origin = parseBlocks(text);
  const children = origin.blocks.map(({ node }) => node);
  return { doc: schema.node('doc', null, children.length > 0 ? children : [schema.node('paragraph')]), origin };
}
