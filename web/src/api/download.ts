import { sendSigned } from './client';
import { problemOf } from './problem';

type Value = string | number | boolean;

/** What narrows a list, as it stands in an address; several values stand one after another. Nothing, false and an empty text narrow nothing. */
export type Narrowing = Readonly<Record<string, Value | readonly Value[] | null | undefined>>;

export function withQuery(path: string, query: Narrowing): string {
  const given = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    for (const one of [value].flat()) {
      if (one !== undefined && one !== null && one !== '' && one !== false) given.append(name, String(one));
    }
  }
  const text = given.toString();
  return text === '' ? path : `${path}?${text}`;
}

/** The name of RFC 6266 that is meant for people; Japanese names come percent-encoded. */
export function fileNameOf(disposition: string | null, fallback: string): string {
  const full = /filename\*=UTF-8''([^;]+)/i.exec(disposition ?? '')?.[1];
  if (full === undefined) return fallback;
  try {
    return decodeURIComponent(full);
  } catch {
    return fallback;
  }
}

/** Fetches a file as the person signed in and hands it to the browser to keep. Refusals are thrown as Problem. */
export async function download(address: string): Promise<string> {
  const response = await sendSigned(new Request(address, { credentials: 'same-origin' }));
  if (!response.ok) throw await problemOf(response);
  const name = fileNameOf(response.headers.get('Content-Disposition'), 'download');
  const place = URL.createObjectURL(await response.blob());
  save(place, name);
  // The browser reads it after this turn; Safari takes its time.
  setTimeout(() => URL.revokeObjectURL(place), 60_000);
  return name;
}

/** The browser keeps what lies at the address under this name. */
export function save(address: string, name: string): void {
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
}
