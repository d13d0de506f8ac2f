import { describe, expect, it } from 'vitest';
import { countChanges, fold, rowsOf, type Row } from './rows';

const equal = (text: string) => ({ op: 'equal' as const, text });
const insert = (text: string) => ({ op: 'insert' as const, text });
const remove = (text: string) => ({ op: 'delete' as const, text });
const side = (rows: Row[], name: 'left' | 'right') => rows.map((row) => row[name].map(({ text }) => text).join(''));
const lines = (count: number) => Array.from({ length: count }, (_, place) => `${place}\n`).join('');

describe('rows of a comparison', () => {
  it('give both texts back, character by character', () => {
    const ops = [equal('一\n二'), remove('三'), insert('四\n五'), equal('六\n'), insert('七')];
    expect(side(rowsOf(ops), 'left').join('')).toBe('一\n二三六\n');
    expect(side(rowsOf(ops), 'right').join('')).toBe('一\n二四\n五六\n七');
  });

  it('end where a line ends in both texts', () => {
    const rows = rowsOf([equal('気温が'), remove('25'), insert('30'), equal('℃\n写真を撮る\n')]);
    expect(side(rows, 'left')).toEqual(['気温が25℃\n', '写真を撮る\n']);
    expect(rows.map(({ changed }) => changed)).toEqual([true, false]);
  });

  it('keep a whole new line apart from the line after it', () => {
    const rows = rowsOf([equal('一\n'), insert('二\n'), equal('三\n')]);
    expect(side(rows, 'left')).toEqual(['一\n', '', '三\n']);
    expect(side(rows, 'right')).toEqual(['一\n', '二\n', '三\n']);
  });

  it('are none for an empty text', () => {
    expect(rowsOf([])).toEqual([]);
    expect(fold([])).toEqual([]);
  });
});

describe('folding', () => {
  it('leaves one row beside each change open', () => {
    const parts = fold(rowsOf([equal(lines(10)), insert('新しい行\n'), equal(lines(10))]));
    expect(parts.map(({ kind, rows }) => [kind, rows.length])).toEqual([
      ['folded', 9],
      ['shown', 3],
      ['folded', 9],
    ]);
  });

  it('does not fold one or two lines', () => {
    const parts = fold(rowsOf([insert('前\n'), equal(lines(4)), insert('後\n')]));
    expect(parts.map(({ kind, rows }) => [kind, rows.length])).toEqual([['shown', 6]]);
  });

  it('folds everything where nothing has changed', () => {
    expect(fold(rowsOf([equal(lines(5))])).map(({ kind }) => kind)).toEqual(['folded']);
  });
});

it('counts a replaced word as one change', () => {
  expect(countChanges([equal('a'), remove('b'), insert('c'), equal('d'), insert('e')])).toBe(2);
  expect(countChanges([])).toBe(0);
});
