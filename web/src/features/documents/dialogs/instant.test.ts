import { expect, test } from 'vitest';
import { instantOf, parseTime } from './instant';

test('a time is read in the ways people write it', () => {
  for (const typed of ['8:05', '08:05', '８：０５', '0805', '8時5分', '午前8時5分'])
    expect(parseTime(typed)).toBe('08:05');
  expect(parseTime('8時')).toBe('08:00');
  expect(parseTime('午後1時')).toBe('13:00');
  for (const typed of ['', '25:00', '8:75', 'あした']) expect(parseTime(typed)).toBeNull();
});

test('a day and a time in Tokyo are one instant', () => {
  expect(instantOf('2027-01-04', '8:00')).toBe('2027-01-03T23:00:00.000Z');
  expect(instantOf('', '8:00')).toBeNull();
  expect(instantOf('2027-01-04', 'x')).toBeNull();
});
