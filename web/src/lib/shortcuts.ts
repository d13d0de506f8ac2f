export type Chord = { kind: 'go'; letter: string } | { kind: 'help' } | { kind: 'search' };

const PAUSE_MS = 1500;

interface Key {
  key: string;
  ctrlKey?: boolean;
  altKey?: boolean;
  metaKey?: boolean;
}

/** Listens to single keys: `g` and a letter within 1.5 seconds, `?`, and `/`. */
export function createChords(now: () => number): (key: Key) => Chord | null {
  let since = Number.NEGATIVE_INFINITY;
  return ({ key, ctrlKey, altKey, metaKey }) => {
    if (ctrlKey || altKey || metaKey) return null;
    if (now() - since < PAUSE_MS && /^[a-z]$/.test(key)) {
      since = Number.NEGATIVE_INFINITY;
      return { kind: 'go', letter: key };
    }
    since = key === 'g' ? now() : Number.NEGATIVE_INFINITY;
    if (key === '?') return { kind: 'help' };
    return key === '/' ? { kind: 'search' } : null;
  };
}

/** Ctrl+K, or ⌘K: from anywhere, also while typing. */
export function isPaletteKey({ key, ctrlKey, altKey, metaKey }: Key): boolean {
  return key.toLowerCase() === 'k' && (ctrlKey === true || metaKey === true) && altKey !== true;
}

/** Whether keys go into a field, a menu or a dialog just now. */
export function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.closest('input, textarea, select, [role="menu"], [role="dialog"]') !== null)
  );
}
