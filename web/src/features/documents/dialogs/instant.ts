import { halfWidth } from '@/lib/normalise';

/** The time a person typed as "08:05", or null: 8:05, ８：０５, 0805, 8時5分, 午後1時. */
export function parseTime(typed: string): string | null {
  const text = halfWidth(typed).replace(/\s/g, '');
  const found = /^(午前|午後)?(\d{1,2})(?:[::]|時)(?:(\d{1,2})分?)?$/.exec(text) ?? /^()(\d{1,2})(\d{2})$/.exec(text);
  if (!found) return null;
  const [, half, hour = '', minute = ''] = found;
  const hours = Number(hour) + (half === '午後' && Number(hour) < 12 ? 12 : 0);
  const minutes = Number(minute || 0);
  if (hours > 23 || minutes > 59) return null;
  return `${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`;
}

/** The instant of a day and a time in Tokyo, or null when one of them cannot be read. */
export function instantOf(day: string, time: string): string | null {
  const clock = parseTime(time);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day) || clock === null) return null;
  return new Date(`${day}T${clock}:00+09:00`).toISOString();
}
