/** Between two neighbours there is room for one more nine times. */
const STEP = 10;

interface Placed {
  code: string;
  position: number;
}

/**
 * The positions to change so that the entry at `from` stands at `to`: its own alone where there is room between its new
 * neighbours, otherwise those of all that do not stand where counting in tens puts them.
 */
export function positionsAfter(entries: readonly Placed[], from: number, to: number): Placed[] {
  const order = [...entries];
  const [moved] = order.splice(from, 1);
  if (moved === undefined || from === to || to < 0 || to >= entries.length) return [];
  order.splice(to, 0, moved);
  const before = order[to - 1]?.position ?? -1;
  const after = order[to + 1]?.position ?? before + 2 * STEP;
  const between = Math.floor((before + after) / 2);
  if (between > before && between < after) return [{ code: moved.code, position: between }];
  return order
    .map(({ code, position }, place) => ({ code, position: (place + 1) * STEP, former: position }))
    .filter(({ position, former }) => position !== former)
    .map(({ code, position }) => ({ code, position }));
}
