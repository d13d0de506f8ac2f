/**
 * What was typed and has not reached the server is kept in this browser, by person and document. It outlives a closed
 * tab, a dead battery and a day without a signal, and is offered again when the editor opens.
 */
import type { Content } from './content';

export interface Kept {
  content: Content;
  /** The text it was typed into, and its version on the server. */
  base: Content;
  version: number;
  at: string;
}

const NAME = 'mks.texts';
const STORE = 'texts';
const keyOf = (person: string, document: string) => `${person}/${document}`;

function open(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(new Error('IndexedDB'));
  });
}

async function withStore<T>(
  mode: IDBTransactionMode,
  act: (store: IDBObjectStore) => IDBRequest<T>,
): Promise<T | undefined> {
  try {
    const database = await open();
    return await new Promise<T>((resolve, reject) => {
      const request = act(database.transaction(STORE, mode).objectStore(STORE));
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(new Error('IndexedDB'));
      request.transaction?.addEventListener('complete', () => database.close());
    });
  } catch {
    // A browser that refuses to keep anything still has the text on the screen.
    return undefined;
  }
}

export async function keepText(person: string, document: string, kept: Kept): Promise<boolean> {
  return (await withStore('readwrite', (store) => store.put(kept, keyOf(person, document)))) !== undefined;
}

export async function findText(person: string, document: string): Promise<Kept | null> {
  return (
    ((await withStore<unknown>('readonly', (store) => store.get(keyOf(person, document)))) as Kept | undefined) ?? null
  );
}

export async function dropText(person: string, document: string): Promise<void> {
  await withStore('readwrite', (store) => store.delete(keyOf(person, document)));
}
