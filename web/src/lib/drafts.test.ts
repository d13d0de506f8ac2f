import { beforeEach, expect, it } from 'vitest';
import { dropAllDrafts, dropDraft, findDraft, keepDraft } from './drafts';

const EMPTY = { name: '', roles: [] as string[] };

/** The part of the browser's storage that drafts use. */
class TabStorage {
  [key: string]: unknown;
  getItem(key: string): string | null {
    return typeof this[key] === 'string' ? this[key] : null;
  }
  setItem(key: string, value: string): void {
    this[key] = value;
  }
  removeItem(key: string): void {
    delete this[key];
  }
}

beforeEach(() => {
  Object.defineProperty(globalThis, 'sessionStorage', { value: new TabStorage(), configurable: true });
});

it('what was typed is found again', () => {
  keepDraft('person.new', { name: '山田', roles: ['safety'] });
  expect(findDraft('person.new', EMPTY)).toEqual({ name: '山田', roles: ['safety'] });
});

it('fields that the form no longer has are left out', () => {
  keepDraft('person.new', { name: 3, former: 'x' });
  expect(findDraft('person.new', EMPTY)).toBeNull();
});

it('a draft ends when it is saved, all end at signing out', () => {
  keepDraft('a', { name: 'x' });
  keepDraft('b', { name: 'y' });
  dropDraft('a');
  expect(findDraft('a', EMPTY)).toBeNull();
  dropAllDrafts();
  expect(findDraft('b', EMPTY)).toBeNull();
});
