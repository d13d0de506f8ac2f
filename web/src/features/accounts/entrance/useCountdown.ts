import { useEffect, useState } from 'react';

/** Seconds left until `end` (milliseconds since the epoch), counted down on the screen; 0 when over or unset. */
export function useCountdown(end: number | null): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (end === null) return;
    const timer = setInterval(() => setNow(Date.now()), 500);
    return () => clearInterval(timer);
  }, [end]);
  return end === null ? 0 : Math.max(0, Math.ceil((end - now) / 1000));
}
