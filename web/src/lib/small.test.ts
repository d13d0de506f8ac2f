import { describe, expect, it } from 'vitest';
import { changedOnly } from './changes';
import { deedInEnglish, rightInEnglish } from './codes';
import { randomId } from './ids';
import { passwordAdvice } from './password';
import { readPreferences } from './preferences';
import { singleValues } from './recorded';

it('a change sends only the fields that differ; null is a value', () => {
  expect(changedOnly({ name: 'a', mail: null, roles: ['x'] }, { name: 'a', mail: 'b', roles: ['x'] })).toEqual({
    mail: null,
  });
});

it('codes of deeds and rights are read as English', () => {
  expect(deedInEnglish('document.edition_withdrawn')).toBe('Document edition withdrawn');
  expect(rightInEnglish('document.publish')).toBe('Publish document');
});

it('a random id is a UUID of version 4', () => {
  expect(randomId()).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(randomId()).not.toBe(randomId());
});

describe('advice on a password', () => {
  const own = ['yamada', '山田 太郎', 'taro.yamada@example.co.jp'];

  it('asks for twelve characters, counted as people count them', () => {
    expect(passwordAdvice('くわとつちとあさのかぜ🌱', own).length).toBe(true);
    expect(passwordAdvice('kuwa-tsuchi', own).length).toBe(false);
  });

  it('sees names also in full width and capitals', () => {
    expect(passwordAdvice('ＹＡＭＡＤＡ-2026', own).personal).toBe(false);
    expect(passwordAdvice('kuwa-to-tsuchi', own).personal).toBe(true);
  });

  it('sees repetition', () => {
    expect(passwordAdvice('abababababab', own).varied).toBe(false);
    expect(passwordAdvice('kuwa-to-tsuchi', own).varied).toBe(true);
  });
});

describe('stored preferences', () => {
  it('are taken as far as they make sense', () => {
    expect(readPreferences('{"language":"en","scheme":"purple","outdoor":true}')).toEqual({
      language: 'en',
      scheme: 'auto',
      outdoor: true,
    });
  });

  it.each([null, '', '{', '[]', '"x"', '42'])('fall back to the defaults for %s', (stored) =>
    expect(readPreferences(stored)).toEqual({ language: 'ja', scheme: 'auto', outdoor: false }),
  );
});

it('recorded lists are taken apart, other values are not', () => {
  expect(singleValues('["a", "b"]')).toEqual(['a', 'b']);
  expect(singleValues('[1]')).toEqual(['[1]']);
  expect(singleValues('[broken')).toEqual(['[broken']);
  expect(singleValues('text')).toEqual(['text']);
});
