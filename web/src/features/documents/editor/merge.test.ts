import { expect, test } from 'vitest';
import { EMPTY, type Content } from './content';
import { diffLists, diffWords } from './diff';
import { mergeContents, mergeTexts } from './merge';

const text = (...lines: string[]) => lines.map((line) => `${line}\n`).join('');
const content = (fields: Partial<Content>): Content => ({ ...EMPTY, ...fields });

test('a difference can be put together to either text', () => {
  const samples = ['', 'abc', 'abcd', 'xabcy', 'acb', 'bca', 'aabbcc', 'zzz', 'かぶりを確認', 'かぶり厚を確認する'];
  for (const one of samples)
    for (const other of samples) {
      const ops = diffLists([...one], [...other]);
      const join = (left: string) =>
        ops
          .filter(({ op }) => op !== left)
          .flatMap(({ items }) => items)
          .join('');
      expect(join('insert')).toBe(one);
      expect(join('delete')).toBe(other);
    }
});

test('words that changed are found inside a line', () => {
  const ops = diffWords('型枠の寸法を確認する。\n次へ\n', '型枠の精度を確認する。\n次へ\n');
  const changed = ops.filter(({ op }) => op !== 'equal').map(({ op, items }) => [op, items.join('')]);
  expect(changed).toEqual([
    ['delete', '寸法'],
    ['insert', '精度'],
  ]);
});

test('changes of two people in different places are both kept', () => {
  const base = text('一', '二', '三', '四');
  expect(mergeTexts(base, text('壱', '二', '三', '四'), text('一', '二', '三', '四', '五'))).toEqual({
    text: text('壱', '二', '三', '四', '五'),
    clashes: 0,
  });
  expect(mergeTexts(base, base, text('一'))).toEqual({ text: text('一'), clashes: 0 });
  expect(mergeTexts(base, text('一', '二', '四'), text('一', '二', '三', '四', '五')).text).toBe(
    text('一', '二', '四', '五'),
  );
});

test('where two people wrote the same line anew, both lines stand', () => {
  const merged = mergeTexts(text('一', '二', '三'), text('一', 'わたし', '三'), text('一', 'あなた', '三'));
  expect(merged).toEqual({ text: text('一', 'わたし', 'あなた', '三'), clashes: 1 });
  expect(mergeTexts('前', '前と私', '前と君').text).toBe('前と私\n前と君');
});

test('no word of either person is ever lost', () => {
  const base = text('a', 'b', 'c', 'd', 'e', 'f');
  const variants = [
    text('a', 'M1', 'c', 'd', 'M2', 'f'),
    text('M3', 'a', 'b', 'c', 'M4'),
    text('M5'),
    text('a', 'b', 'M6', 'e', 'f'),
  ];
  for (const mine of variants)
    for (const other of variants) {
      const theirs = other.replace(/M/g, 'T');
      const merged = mergeTexts(base, mine, theirs).text;
      for (const word of `${mine}${theirs}`.match(/[MT]\d/g) ?? []) expect(merged).toContain(word);
    }
});

test('fields that one person changed are taken from that person', () => {
  const base = content({ title: '題', body: '本文\n' });
  const mine = content({ title: '新しい題', body: '本文\n' });
  const theirs = content({ title: '題', body: '本文と続き\n', importance: 'high' });
  expect(mergeContents(base, mine, theirs)).toEqual({
    content: content({ title: '新しい題', body: '本文と続き\n', importance: 'high' }),
    clashes: 0,
  });
  const both = mergeContents(base, mine, content({ title: '別の題', body: '本文\n' }));
  expect(both.content.title).toBe('新しい題 / 別の題');
  expect(both.clashes).toBe(1);
});
