import { expect, it } from 'vitest';
import { monthAfter } from './months';

it('months are counted over the years', () => {
  expect(monthAfter('2026-12', 1)).toBe('2027-01');
  expect(monthAfter('2026-01', -1)).toBe('2025-12');
});
