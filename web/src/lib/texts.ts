import { preferences, usePreferences, type Language } from './preferences';

// The arguments of a text with gaps differ from text to text; each call is checked against its own signature.
type Text = string | ((...values: never[]) => string);
export interface TextTree {
  [key: string]: Text | TextTree;
}

/** The same keys and gaps with other words. */
export type SameShape<T> = {
  [K in keyof T]: T[K] extends string
    ? string
    : T[K] extends (...values: infer A) => string
      ? (...values: A) => string
      : SameShape<T[K]>;
};

export type Texts<T> = Record<Language, SameShape<T>>;

/** The texts of a feature: Japanese first, English with exactly the same keys. */
export function defineTexts<T extends TextTree>(ja: T, en: SameShape<T>): Texts<T> {
  return { ja: ja as unknown as SameShape<T>, en };
}

export function useTexts<T>(texts: Texts<T>): SameShape<T> {
  return texts[usePreferences().language];
}

/** For code outside components; the answer does not follow a later change of language. */
export function textsNow<T>(texts: Texts<T>): SameShape<T> {
  return texts[preferences().language];
}
