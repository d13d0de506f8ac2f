import { createStore, useStore } from './store';

export type Language = 'ja' | 'en';
export type Scheme = 'light' | 'dark' | 'auto';

/** Each language by its own name, the same in every language. */
export const LANGUAGE_NAMES: Record<Language, string> = { ja: '日本語', en: 'English' };

export interface Preferences {
  language: Language;
  scheme: Scheme;
  /** Large targets, large text and strong contrast for use in the sun with gloves. */
  outdoor: boolean;
}

// The inline script of index.html reads the same key before the first paint.
const KEY = 'mks.preferences';
const DEFAULTS: Preferences = { language: 'ja', scheme: 'auto', outdoor: false };

/** Reads what was stored; anything unreadable or unknown falls back to the default of that field. */
export function readPreferences(stored: string | null): Preferences {
  let found: unknown;
  try {
    found = JSON.parse(stored ?? 'null');
  } catch {
    return DEFAULTS;
  }
  if (typeof found !== 'object' || found === null) return DEFAULTS;
  const { language, scheme, outdoor } = found as Record<string, unknown>;
  return {
    language: language === 'en' ? 'en' : DEFAULTS.language,
    scheme: scheme === 'light' || scheme === 'dark' ? scheme : DEFAULTS.scheme,
    outdoor: outdoor === true,
  };
}

function stored(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}

const store = createStore<Preferences>(readPreferences(stored()));

export const preferences = () => store.get();
export const usePreferences = () => useStore(store);

export function setPreferences(change: Partial<Preferences>): void {
  const next = { ...store.get(), ...change };
  store.set(next);
  try {
    localStorage.setItem(KEY, JSON.stringify(next));
  } catch {
    // A browser that refuses storage keeps the choice until the page is closed.
  }
}

if (typeof window !== 'undefined') {
  window.addEventListener('storage', (event) => {
    if (event.key === KEY) store.set(readPreferences(event.newValue));
  });
}
