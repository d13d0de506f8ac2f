import { readdirSync, readFileSync } from 'node:fs';
import { EditorState } from 'prosemirror-state';
import { expect, test } from 'vitest';
import { withOldLineBreaks } from './lines';
import { parse, parseBlocks } from './parse';
import { schema } from './schema';
import { serialize, writeBlock } from './serialize';

const TEXTS = [
  '',
  '\n\n',
  '本文だけ',
  '本文\r\n二行目\r\n\r\n- 一\r\n- 二\r\n',
  '見出し\n===\n\n* 一\n* 二\n\n  続き\n\n+ 別の一覧\n\n1) 壱\n2) 弐\n',
  '## 手順 ##\n\n**「かぶり」**を確認する  \n次の行\\\nその次\n\n> 引用\n> 続き\n\n---\n***\n',
  '| 項目 | 値 |\n|:--|--:|\n| 厚さ | 30 mm |\n| a \\| b | `c` |\n\n    字下げのコード\n\n```py\nx = 1\n```',
  '[規格]: https://example.jp "題"\n\n[規格] を見る。![図](attachment:0190aaaa-0000-7000-8000-000000000000)\n\n\n\n終わり   \n\n',
  '<div>HTML は文字</div>\n\n&amp; <https://example.jp>\n\n- [ ] 未\n- [x] 済\n\n```\n閉じていない',
  '　全角の字下げ\n\n\t\tタブ\n\n#見出しではない\n\n1. 一\n1. 二\n   - 入れ子\n\n     段落\n',
  '\u2028行\u00a0\n\n~~消す~~ *斜体* __太字__ ***両方***\r老いた改行\r\n',
];

test('a text that nobody touched is the same text, byte for byte', () => {
  for (const text of TEXTS) {
    const { doc, origin } = parse(text);
    expect(serialize(doc, origin)).toBe(text);
    const parts = parseBlocks(text);
    expect(parts.lead + parts.blocks.map(({ source, gap }) => source + gap).join('')).toBe(text);
  }
});

test('the Markdown of this repository opens without a change', () => {
  const root = new URL('../../../../../../', import.meta.url);
  const files = ['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md', 'docs/architecture.md'].concat(
    readdirSync(new URL('docs/adr/', root)).map((name) => `docs/adr/${name}`),
  );
  for (const file of files.filter((name) => name.endsWith('.md'))) {
    const text = readFileSync(new URL(file, root), 'utf8');
    const { doc, origin } = parse(text);
    expect(serialize(doc, origin), file).toBe(text);
  }
});

test('a block that is written anew means the same', () => {
  for (const text of TEXTS) {
    for (const { node, source } of parseBlocks(text).blocks) {
      if (node.type.name === 'raw_block') continue;
      const again = parseBlocks(writeBlock(node)).blocks;
      expect(again, source).toHaveLength(1);
      expect(again[0]?.node.textContent, source).toBe(node.textContent);
    }
  }
});

test('typing in one block leaves all others as they were written', () => {
  const text = '見出し\n===\n\n* 一\n* 二\n\n\n本文\n\n+ 三\n';
  const { doc, origin } = parse(text);
  let state = EditorState.create({ doc });
  const at = doc.child(0).nodeSize + doc.child(1).nodeSize + 1;
  state = state.apply(state.tr.insertText('新しい', at));
  expect(serialize(state.doc, origin)).toBe('見出し\n===\n\n* 一\n* 二\n\n\n新しい本文\n\n+ 三\n');
  state = state.apply(state.tr.delete(at, at + 3));
  expect(serialize(state.doc, origin)).toBe(text);
});

test('new, removed and moved blocks do not touch their neighbours', () => {
  const { doc, origin } = parse('一\r\n\r\n二\r\n\r\n三\r\n');
  const paragraph = schema.node('paragraph', null, [schema.text('新')]);
  const [one, two, three] = [doc.child(0), doc.child(1), doc.child(2)];
  const make = (...children: (typeof one)[]) => serialize(schema.node('doc', null, children), origin);
  expect(make(one, paragraph, two, three)).toBe('一\r\n\r\n新\r\n\r\n二\r\n\r\n三\r\n');
  expect(make(one, three)).toBe('一\r\n\r\n三\r\n');
  expect(make(three, one)).toBe('三\r\n\r\n一\r\n');
  expect(make(one, schema.node('paragraph'), two, three)).toBe('一\r\n\r\n二\r\n\r\n三\r\n');
});

test('text that looks like Markdown stays text', () => {
  const lines = [
    '# 見出し',
    '- 一覧',
    '1. 番号',
    '1) 番号',
    '=== ',
    '> 引用',
    '*強調* `code` [x](y)',
    '&amp; <a@b.jp>',
    '---|---',
    '| a | b |',
    'a_b_c',
    '!',
  ];
  for (const line of lines) {
    for (const first of [[], [schema.text('前の行'), schema.node('line_break')]]) {
      const node = schema.node('paragraph', null, [...first, schema.text(line.trimEnd())]);
      expect(parseBlocks(writeBlock(node)).blocks[0]?.node.eq(node), line).toBe(true);
    }
  }
});

test('two lists that follow each other stay two', () => {
  const item = schema.node('list_item', null, [schema.node('paragraph', null, [schema.text('項')])]);
  const list = () => schema.node('bullet_list', null, [item]);
  const text = serialize(schema.node('doc', null, [list(), list()]), { lead: '', blocks: [] });
  expect(parseBlocks(text).blocks).toHaveLength(2);
});

test('a plain field keeps the line breaks of the lines that were not touched', () => {
  expect(withOldLineBreaks('a\r\nb\nc\r\n', 'a\nb\nc\n')).toBe('a\r\nb\nc\r\n');
  expect(withOldLineBreaks('a\r\nb\nc\r\n', 'a\nB\nx\nc\n')).toBe('a\r\nB\r\nx\r\nc\r\n');
  expect(withOldLineBreaks('a\nb', 'a\nc')).toBe('a\nc');
  expect(withOldLineBreaks('a\r\na\r\n', 'a\n')).toBe('a\r\n');
});
