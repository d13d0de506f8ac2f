import { useRef, useState } from 'react';
import { asProblem, type Problem } from '@/api/problem';
import { lawsChanged, sendLaw, type ImportedLaw } from './queries';

/** A file on its way, taken or refused. */
export interface Sent {
  key: string;
  file: File;
  state: 'waiting' | 'sending' | 'reading' | 'done' | 'refused';
  percent: number;
  laws: ImportedLaw[];
  problem: Problem | null;
}

/** Files sent one after the other, in the order of their names: of two texts of one day the later one then counts. */
export function useImport() {
  const [sent, setSent] = useState<Sent[]>([]);
  const queue = useRef<Sent[]>([]);
  const running = useRef(false);
  const change = (key: string, fields: Partial<Sent>) =>
    setSent((before) => before.map((one) => (one.key === key ? { ...one, ...fields } : one)));

  const work = async () => {
    if (running.current) return;
    running.current = true;
    for (let one = queue.current.shift(); one !== undefined; one = queue.current.shift()) {
      const { key, file } = one;
      change(key, { state: 'sending', percent: 0, problem: null });
      try {
        const report = await sendLaw(file, (percent) =>
          change(key, { percent, state: percent === 100 ? 'reading' : 'sending' }),
        );
        change(key, { state: 'done', laws: report.items });
      } catch (cause) {
        change(key, { state: 'refused', problem: asProblem(cause) });
      }
    }
    running.current = false;
    lawsChanged();
  };
  const add = (files: readonly File[]) => {
    const fresh = [...files]
      .sort((one, other) => one.name.localeCompare(other.name))
      .map((file, at): Sent => ({
        key: `${Date.now()}-${at}-${file.name}`,
        file,
        state: 'waiting',
        percent: 0,
        laws: [],
        problem: null,
      }));
    queue.current.push(...fresh);
    setSent((before) => [...before, ...fresh]);
    void work();
  };
  const again = (one: Sent) => {
    change(one.key, { state: 'waiting', problem: null });
    queue.current.push(one);
    void work();
  };
  const done = sent.filter(({ state }) => state === 'done' || state === 'refused').length;
  return { sent, add, again, done };
}
