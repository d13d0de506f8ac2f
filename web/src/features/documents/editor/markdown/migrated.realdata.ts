import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from './parse';
import { serialize } from './serialize';

const FOLDER = new URL('../../../../../../../shared/data/legacy-json/', import.meta.url);

/** Every text that stands anywhere in a record, however deep. */
function* textsOf(value: unknown): Generator<string> {
  if (typeof value === 'string') yield value;
  else if (value !== null && typeof value === 'object') for (const part of Object.values(value)) yield* textsOf(part);
}

test('every text of the development system opens in the editor and is the same when nobody touched it', () => {
  let count = 0;
  for (const name of readdirSync(FOLDER).filter((file) => file.endsWith('.json'))) {
    for (const text of textsOf(JSON.parse(readFileSync(new URL(name, FOLDER), 'utf8')))) {
      const { doc, origin } = parse(text);
      expect(serialize(doc, origin), `${name}: ${text.slice(0, 40)}`).toBe(text);
      count += 1;
    }
  }
  expect(count).toBeGreaterThan(1000);
});
