/**
 * Fails when a first visit to a page loads more JavaScript than promised: 250 kB compressed. Counted are the entry
 * and, for each page, its own chunk and everything those import at once. Dialogs that load when they are opened are
 * no part of a first visit.
 */
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const LIMIT = 250_000;
const out = new URL('../../src/mirai_knowledge/entry/web/', import.meta.url);
const manifest = readManifest();

/** @typedef {{file: string, isEntry?: boolean, isDynamicEntry?: boolean, imports?: string[]}} Chunk */
function readManifest() {
  const text = readFileSync(new URL('.vite/manifest.json', out), 'utf8');
  /** @type {unknown} */
  const manifest = JSON.parse(text);
  return /** @type {Record<string, Chunk>} */ (manifest);
}

/** @returns {Set<string>} the chunk and all it imports at once */
function closure(/** @type {string} */ key, /** @type {Set<string>} */ seen = new Set()) {
  if (seen.has(key)) return seen;
  seen.add(key);
  (manifest[key]?.imports ?? []).forEach((next) => closure(next, seen));
  return seen;
}

/** @type {Map<string, number>} */
const sizes = new Map();
const size = (/** @type {string} */ key) => {
  const file = manifest[key]?.file ?? '';
  if (!file.endsWith('.js')) return 0;
  if (!sizes.has(file)) sizes.set(file, gzipSync(readFileSync(new URL(file, out)), { level: 6 }).length);
  return sizes.get(file) ?? 0;
};
const total = (/** @type {string[]} */ keys) =>
  [...new Set(keys.flatMap((key) => [...closure(key)]))].reduce((sum, key) => sum + size(key), 0);

const entry = Object.keys(manifest).find((key) => manifest[key]?.isEntry) ?? '';
const shell = Object.keys(manifest).find((key) => key.endsWith('/Shell.tsx')) ?? '';
const pages = Object.keys(manifest).filter((key) => /Page\.tsx$/.test(key));

const figures = pages
  .map((page) => ({ page, bytes: total(page.includes('/entrance/') ? [entry, page] : [entry, shell, page]) }))
  .sort((a, b) => b.bytes - a.bytes);
for (const { page, bytes } of figures) console.log(`${(bytes / 1000).toFixed(1).padStart(7)} kB  ${page}`);

const worst = figures[0];
if (!worst || worst.bytes > LIMIT) {
  console.error(`More than ${LIMIT / 1000} kB: ${worst?.page ?? 'no page was found'}`);
  process.exitCode = 1;
}
