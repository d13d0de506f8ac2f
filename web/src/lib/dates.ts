import { halfWidth } from './normalise';
import type { Language } from './preferences';

const ZONE = 'Asia/Tokyo';
const JST = '+09:00';

const format = (options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat('en-CA', { timeZone: ZONE, hourCycle: 'h23', ...options });
const PARTS = format({
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});

function parts(instant: string | Date): Record<string, string> {
  return Object.fromEntries(PARTS.formatToParts(new Date(instant)).map((part) => [part.type, part.value]));
}

/** A day in Tokyo: 2026年11月23日, or 2026-11-23 in English. */
export function showDay(instant: string | Date, language: Language = 'ja'): string {
  const { year, month = '', day = '' } = parts(instant);
  return language === 'ja'
    ? `${year}年${Number(month)}月${Number(day)}日`
    : `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

/** An instant in Tokyo: 2026年11月23日 14:05, or 2026-11-23 14:05 in English. */
export function showInstant(instant: string | Date, language: Language = 'ja'): string {
  const { hour, minute } = parts(instant);
  return `${showDay(instant, language)} ${hour}:${minute}`;
}

/** A day with its day of the week: 2026年11月23日(月). */
export function showDayLong(instant: string | Date, language: Language = 'ja'): string {
  const weekday = new Intl.DateTimeFormat(language, { timeZone: ZONE, weekday: 'short' }).format(new Date(instant));
  return language === 'ja' ? `${showDay(instant)}(${weekday})` : `${weekday} ${showDay(instant, language)}`;
}

/** The hour in Tokyo, 0 to 23. */
export function hourInTokyo(instant: Date): number {
  return Number(parts(instant)['hour']);
}

const ERAS: Record<string, number> = { 令和: 2018, r: 2018, 平成: 1988, h: 1988, 昭和: 1925, s: 1925 };

/**
 * The day a person typed as "2026-11-23", or null. Western years and eras, full-width digits and the usual
 * separators are understood: 2026/11/23, 20261123, ２０２６年１１月２３日, 令和8年11月23日, R8.11.23, 令和元年5月1日.
 * Without a year (12/10, 12月10日) it is the day of that name nearest to today.
 */
export function parseDay(typed: string, now = new Date()): string | null {
  const text = halfWidth(typed).toLowerCase().replace(/元年/, '1年').replace(/\s/g, '');
  const found =
    /^(令和|平成|昭和|r|h|s)?(\d{1,4})[年./-](\d{1,2})[月./-](\d{1,2})日?$/.exec(text) ??
    /^()(\d{4})(\d{2})(\d{2})$/.exec(text);
  if (!found) return nearestDay(/^(\d{1,2})[月/](\d{1,2})日?$/.exec(text), now);
  const [, era, years = '', month = '', day = ''] = found;
  if (!era && years.length !== 4) return null;
  const year = Number(years) + (era ? (ERAS[era] ?? 0) : 0);
  return dayOf(year, Number(month), Number(day));
}

function dayOf(year: number, month: number, day: number): string | null {
  const date = new Date(Date.UTC(year, month - 1, day));
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return null;
  return date.toISOString().slice(0, 10);
}

function nearestDay(found: RegExpExecArray | null, now: Date): string | null {
  if (!found) return null;
  const year = Number(today(now).slice(0, 4));
  const days = [year - 1, year, year + 1].map((one) => dayOf(one, Number(found[1]), Number(found[2])));
  const away = (day: string) => Math.abs(Date.parse(day) - now.getTime());
  return days.filter((day) => day !== null).sort((one, other) => away(one) - away(other))[0] ?? null;
}

/** The instant at which a day ("2026-11-23") begins in Tokyo. */
export function startOfDay(day: string): string {
  return new Date(`${day}T00:00:00${JST}`).toISOString();
}

/** The instant at which the day after it begins in Tokyo: the end of the day, not included. */
export function endOfDay(day: string): string {
  const next = new Date(`${day}T00:00:00${JST}`);
  next.setUTCDate(next.getUTCDate() + 1);
  return next.toISOString();
}

/** The day it is in Tokyo: 2026-11-23. */
export function today(now = new Date()): string {
  return new Date(now.getTime() + 9 * 3_600_000).toISOString().slice(0, 10);
}
