import { describe, expect, it } from 'vitest';
import { mergeRows, moved } from './parts';

const row = (id: string, text = id) => ({ id, text });

describe('rows of two people', () => {
  const base = [row('a'), row('b'), row('c')];

  it('keeps what each of the two changed, added and removed', () => {
    const mine = [row('a', 'mine'), row('b'), row('c')];
    const theirs = [row('a'), row('n', 'new'), row('b')];
    expect(mergeRows(base, mine, theirs)).toEqual({ rows: [row('a', 'mine'), row('n', 'new'), row('b')], clashes: 0 });
  });

  it('keeps both rows where both changed one', () => {
    const merged = mergeRows(base, [row('a', 'mine'), row('b')], [row('a', 'theirs'), row('b')]);
    expect(merged.clashes).toBe(1);
    expect(merged.rows.map(({ text }) => text)).toEqual(['mine', 'theirs', 'b']);
    expect(new Set(merged.rows.map(({ id }) => id)).size).toBe(3);
  });

  it('keeps a row that one removed and the other changed', () => {
    expect(mergeRows(base, [row('a'), row('b')], [row('a'), row('b'), row('c', 'theirs')])).toEqual({
      rows: [row('a'), row('b'), row('c', 'theirs')],
      clashes: 1,
    });
  });
});

describe('moving', () => {
  it('puts a row elsewhere and stays within the list', () => {
    expect(moved(['a', 'b', 'c'], 2, 0)).toEqual(['c', 'a', 'b']);
    expect(moved(['a', 'b', 'c'], 0, 9)).toEqual(['b', 'c', 'a']);
  });
});
