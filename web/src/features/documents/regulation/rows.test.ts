import { describe, expect, it } from 'vitest';
import type { ArticleRow } from './queries';
import { chunksOf, fitting, keyOf } from './rows';

const row = (place: number, key: string, chars = 100, caption = ''): ArticleRow => ({
  place,
  anchor: `a${key}`,
  level: 0,
  key,
  label: `第${key}条`,
  caption,
  deleted: false,
  chars,
  references: 0,
});

describe('keyOf', () => {
  it.each([
    ['518', '518'],
    ['５１８', '518'],
    ['第五百十八条', '518'],
    ['36の2', '36-2'],
    ['第三十六条の二', '36-2'],
    ['36条の2', '36-2'],
    ['36-2', '36-2'],
    ['千二百三十四', '1234'],
    ['作業床', null],
    ['', null],
  ])('reads %s as %s', (typed, key) => expect(keyOf(typed)).toBe(key));
});

describe('fitting', () => {
  const rows = [row(0, '5'), row(1, '51', 9, '（作業床の設置）'), row(2, '51-2'), row(3, '518')];
  it('puts the article of the number first', () =>
    expect(fitting(rows, '51').map(({ key }) => key)).toEqual(['51', '51-2', '518']));
  it('looks for all words in the names', () =>
    expect(fitting(rows, '作業床 設置').map(({ key }) => key)).toEqual(['51']));
  it('has all without words', () => expect(fitting(rows, ' ')).toHaveLength(4));
});

describe('chunksOf', () => {
  it('keeps the order and loses no row', () => {
    const rows = Array.from({ length: 100 }, (_, place) => row(place, String(place), place === 50 ? 20_000 : 200));
    const chunks = chunksOf(rows);
    expect(chunks.flatMap((chunk) => chunk.rows)).toEqual(rows);
    expect(chunks.every(({ from, rows: own }) => own[0]?.place === from && own.length <= 30)).toBe(true);
  });
});
