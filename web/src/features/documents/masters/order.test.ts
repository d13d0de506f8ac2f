import { describe, expect, it } from 'vitest';
import { positionsAfter } from './order';

const placed = (...positions: number[]) =>
  positions.map((position, place) => ({ code: 'abcdef'[place] ?? '', position }));
const after = (entries: { code: string; position: number }[], from: number, to: number) => {
  const changes = new Map(positionsAfter(entries, from, to).map(({ code, position }) => [code, position]));
  return entries
    .map(({ code, position }) => ({ code, position: changes.get(code) ?? position }))
    .sort((one, other) => one.position - other.position)
    .map(({ code }) => code)
    .join('');
};

describe('moving an entry of a master', () => {
  it('changes its own position where there is room', () => {
    expect(positionsAfter(placed(10, 20, 30), 2, 1)).toEqual([{ code: 'c', position: 15 }]);
    expect(positionsAfter(placed(10, 20, 30), 0, 2)).toEqual([{ code: 'a', position: 40 }]);
    expect(positionsAfter(placed(10, 20), 1, 0)).toEqual([{ code: 'b', position: 4 }]);
  });

  it('counts anew where there is none', () => {
    expect(positionsAfter(placed(1, 2, 3), 2, 1)).toEqual([
      { code: 'a', position: 10 },
      { code: 'c', position: 20 },
      { code: 'b', position: 30 },
    ]);
    expect(after(placed(0, 1, 2), 1, 0)).toBe('bac');
    expect(after(placed(5, 5, 5), 0, 1)).toBe('bac');
  });

  it('gives the order asked for, wherever it moves', () => {
    expect(after(placed(10, 20, 30, 40), 0, 3)).toBe('bcda');
    expect(after(placed(10, 11, 12, 13), 3, 0)).toBe('dabc');
    expect(after(placed(10, 20, 30, 40), 1, 2)).toBe('acbd');
  });

  it('does nothing beyond the ends', () => {
    expect(positionsAfter(placed(10, 20), 0, -1)).toEqual([]);
    expect(positionsAfter(placed(10, 20), 1, 2)).toEqual([]);
    expect(positionsAfter([], 0, 0)).toEqual([]);
  });
});
