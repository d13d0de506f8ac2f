import { useState } from 'react';

interface Reading {
  at: number;
  done: string[];
}

const START: Reading = { at: 0, done: [] };

/** The card somebody has come to and what is marked, kept on this device: a phone that sleeps forgets the page. */
export function useReading(edition: string, steps: number) {
  const key = `mks.steps.${edition}`;
  const [reading, setReading] = useState(() => read(key, steps));
  const set = (next: Reading) => {
    setReading(next);
    try {
      localStorage.setItem(key, JSON.stringify(next));
    } catch {
      // A device that keeps nothing only forgets the place.
    }
  };
  return {
    at: reading.at,
    done: new Set(reading.done) as ReadonlySet<string>,
    go: (at: number) => set({ ...reading, at: Math.max(0, Math.min(at, steps)) }),
    mark: (id: string, on: boolean) =>
      set({ ...reading, done: on ? [...reading.done, id] : reading.done.filter((one) => one !== id) }),
    restart: () => set(START),
  };
}

function read(key: string, steps: number): Reading {
  try {
    const found = JSON.parse(localStorage.getItem(key) ?? 'null') as Reading | null;
    if (found === null || !Number.isInteger(found.at) || !Array.isArray(found.done)) return START;
    return { at: Math.max(0, Math.min(found.at, steps)), done: found.done.map(String) };
  } catch {
    return START;
  }
}
