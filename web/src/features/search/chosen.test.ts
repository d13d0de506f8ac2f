import { describe, expect, it } from 'vitest';
import { cleared, countChosen, toggled } from './chosen';

describe('what narrows a search', () => {
  it('is put on and taken off value by value', () => {
    const one = toggled({ q: '養生' }, 'category', 'quality');
    expect(one).toEqual({ q: '養生', category: ['quality'] });
    const two = toggled(one, 'category', 'safety');
    expect(countChosen(two)).toBe(2);
    expect(toggled(toggled(two, 'category', 'quality'), 'category', 'safety')).toEqual({ q: '養生' });
  });

  it('goes without the words and the order', () => {
    expect(cleared({ q: '養生', sort: 'updated', kind: ['knowledge'] })).toEqual({ q: '養生', sort: 'updated' });
    expect(cleared({ status: ['valid'] })).toEqual({});
  });
});
