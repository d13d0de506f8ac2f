/**
 * Under which id a file was last being sent from this device, so that one chosen again after the page was closed goes on
 * where it stood. Nothing of the file itself is kept.
 */
const KEY = 'mks.sending';
const KEPT_MS = 3 * 24 * 3600 * 1000;
const MOST = 200;

type Known = Record<string, { id: string; at: number }>;

function read(): Known {
  try {
    const held = JSON.parse(localStorage.getItem(KEY) ?? '{}') as Known;
    const since = Date.now() - KEPT_MS;
    return Object.fromEntries(Object.entries(held).filter(([, one]) => one.at > since));
  } catch {
    return {};
  }
}

function write(known: Known): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(Object.fromEntries(Object.entries(known).slice(-MOST))));
  } catch {
    // Full or forbidden: a file that is chosen again is then sent from its beginning.
  }
}

const markOf = (file: File) => `${file.name}|${file.size}|${file.lastModified}`;

/** The id under which the file is on its way, or a new one. */
export function idFor(file: File, fresh: () => string): string {
  const known = read();
  const found = known[markOf(file)]?.id ?? fresh();
  write({ ...known, [markOf(file)]: { id: found, at: Date.now() } });
  return found;
}

/** The file has arrived or is not to be sent any more. */
export function forgetSent(file: File): void {
  const known = Object.entries(read()).filter(([mark]) => mark !== markOf(file));
  write(Object.fromEntries(known));
}
