import { expect, it } from 'vitest';
import { createChords } from './shortcuts';

function at(clock: { now: number }) {
  return createChords(() => clock.now);
}

it('g and a letter lead somewhere', () => {
  const press = at({ now: 0 });
  expect(press({ key: 'g' })).toBeNull();
  expect(press({ key: 'p' })).toEqual({ kind: 'go', letter: 'p' });
  expect(press({ key: 'p' })).toBeNull();
});

it('g is forgotten after a pause', () => {
  const clock = { now: 0 };
  const press = at(clock);
  press({ key: 'g' });
  clock.now = 2000;
  expect(press({ key: 'p' })).toBeNull();
});

it('leaves the shortcuts of the browser alone', () => {
  const press = at({ now: 0 });
  press({ key: 'g' });
  expect(press({ key: 'p', ctrlKey: true })).toBeNull();
});

it('? and / stand for themselves', () => {
  const press = at({ now: 0 });
  expect(press({ key: '?' })).toEqual({ kind: 'help' });
  expect(press({ key: '/' })).toEqual({ kind: 'search' });
});
