import { expect, it } from 'vitest';
import { halfWidth, katakana, orNull } from './normalise';

it.each([
  ['ＡＢ－１２', 'AB-12'],
  ['Ｃ—００１', 'C-001'],
  ['　ｙａｍａｄａ．ｔ　', 'yamada.t'],
  ['セメントー', 'セメントー'],
])('full width becomes ordinary: %s', (typed, wanted) => expect(halfWidth(typed)).toBe(wanted));

it.each([
  ['やまだ　たろう', 'ヤマダ タロウ'],
  ['ﾔﾏﾀﾞ', 'ヤマダ'],
  ['ヴぁ', 'ヴァ'],
])('a reading becomes katakana: %s', (typed, wanted) => expect(katakana(typed)).toBe(wanted));

it('an empty field is no value', () => {
  expect(orNull(' 　')).toBeNull();
  expect(orNull(' a ')).toBe('a');
});
