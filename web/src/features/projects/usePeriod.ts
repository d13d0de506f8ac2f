import { showDay, startOfDay } from '@/lib/dates';
import { usePreferences } from '@/lib/preferences';
import { useTexts } from '@/lib/texts';
import { texts } from './texts';

/** Two days in words, either of which may be open. */
export function usePeriod(): (from: string | null, until: string | null) => string {
  const t = useTexts(texts);
  const { language } = usePreferences();
  const show = (day: string) => showDay(startOfDay(day), language);
  return (from, until) => {
    if (from && until) return t.span(show(from), show(until));
    if (from) return t.from(show(from));
    return until ? t.until(show(until)) : t.notSet;
  };
}

/** One day in words, or nothing. */
export function useDay(): (day: string | null | undefined) => string {
  const { language } = usePreferences();
  return (day) => (day ? showDay(startOfDay(day), language) : '');
}
