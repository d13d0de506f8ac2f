import { describe, expect, it } from 'vitest';
import { countFilters, offered, shortened, stateCounts, withoutFilters } from './filters';
import type { Facets } from './queries';

const value = (name: string, count: number) => ({ value: name, name, count });
const facets = (change: Partial<Facets>): Facets => ({
  kind: [],
  category: [],
  work_type: [],
  project: [],
  tag: [],
  importance: [],
  audience: [],
  state: [],
  ...change,
});

describe('filters of the list of documents', () => {
  it('are counted without words and order', () => {
    expect(countFilters({ q: '打設', sort: 'title', category: 'quality', mine: true })).toBe(2);
    expect(countFilters({})).toBe(0);
  });

  it('are cleared without losing the order', () => {
    expect(withoutFilters({ q: '打設', tag: '雨', sort: 'views' })).toEqual({ sort: 'views' });
    expect(withoutFilters({ q: '打設' })).toEqual({});
  });

  it('count a document under revision as valid, too', () => {
    const counts = stateCounts([value('valid', 5), value('revising', 2), value('archived', 1)]);
    expect(counts).toEqual({ valid: 7, revising: 2, archived: 1, all: 8 });
    expect(stateCounts([])).toEqual({ valid: 0, revising: 0, archived: 0, all: 0 });
  });

  it('offer importance from high to low', () => {
    const found = offered('importance', facets({ importance: [value('low', 9), value('critical', 1)] }), undefined, '');
    expect(found.map((entry) => entry.value)).toEqual(['critical', 'low']);
  });

  it('keep the chosen value when nothing has it any more', () => {
    const found = offered('tag', facets({ tag: [value('雨', 3)] }), '夏', '夏');
    expect(found).toEqual([value('夏', 0), value('雨', 3)]);
  });

  it('show the chosen value of a long facet', () => {
    const values = ['a', 'b', 'c', 'd'].map((name) => value(name, 1));
    expect(shortened(values, 'd', 2).map((entry) => entry.value)).toEqual(['a', 'b', 'd']);
    expect(shortened(values, 'b', 2).map((entry) => entry.value)).toEqual(['a', 'b']);
  });
});
