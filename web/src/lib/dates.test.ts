import { describe, expect, it } from 'vitest';
import { endOfDay, hourInTokyo, parseDay, showDay, showDayLong, showInstant, startOfDay, today } from './dates';

describe('an instant on the screen', () => {
  it('is shown in the time of Tokyo', () => {
    expect(showInstant('2026-11-23T05:05:09Z')).toBe('2026年11月23日 14:05');
    expect(showInstant('2026-11-23T05:05:09Z', 'en')).toBe('2026-11-23 14:05');
  });

  it('belongs to the next day once it is midnight in Tokyo', () => {
    expect(showDay('2026-12-31T14:59:59Z')).toBe('2026年12月31日');
    expect(showInstant('2026-12-31T15:00:00Z')).toBe('2027年1月1日 00:00');
    expect(hourInTokyo(new Date('2026-12-31T15:00:00Z'))).toBe(0);
  });

  it('can name the day of the week', () => {
    expect(showDayLong('2026-11-23T05:00:00Z')).toBe('2026年11月23日(月)');
    expect(showDayLong('2026-11-23T05:00:00Z', 'en')).toBe('Mon 2026-11-23');
  });
});

describe('a day as people type it', () => {
  it.each([
    ['2026/11/23', '2026-11-23'],
    ['2026-1-5', '2026-01-05'],
    ['2026.11.23', '2026-11-23'],
    ['20261123', '2026-11-23'],
    ['２０２６年１１月２３日', '2026-11-23'],
    ['2026年 11月 23日', '2026-11-23'],
    ['令和8年11月23日', '2026-11-23'],
    ['R8.11.23', '2026-11-23'],
    ['Ｒ８／１１／２３', '2026-11-23'],
    ['令和元年5月1日', '2019-05-01'],
    ['平成31年4月30日', '2019-04-30'],
    ['昭和64年1月7日', '1989-01-07'],
  ])('%s', (typed, day) => expect(parseDay(typed)).toBe(day));

  it.each([
    ['12/10', '2026-12-10'],
    ['１月１０日', '2027-01-10'],
    ['9/1', '2026-09-01'],
  ])('%s without a year is the nearest one', (typed, day) =>
    expect(parseDay(typed, new Date('2026-11-28T03:00:00Z'))).toBe(day),
  );

  it.each(['', 'きのう', '13/1', '2/30', '2026/13/1', '2026/2/30', '26/11/23', '2026年11月', '99999999'])(
    'refuses "%s"',
    (typed) => expect(parseDay(typed)).toBeNull(),
  );
});

it('a day begins and ends at midnight in Tokyo', () => {
  expect(startOfDay('2026-11-23')).toBe('2026-11-22T15:00:00.000Z');
  expect(endOfDay('2026-11-23')).toBe('2026-11-23T15:00:00.000Z');
});

it('today begins at midnight in Tokyo', () => {
  expect(today(new Date('2026-11-30T14:59:00Z'))).toBe('2026-11-30');
  expect(today(new Date('2026-11-30T15:00:00Z'))).toBe('2026-12-01');
});
