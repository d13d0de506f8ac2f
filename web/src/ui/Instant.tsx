import { showInstant } from '@/lib/dates';
import { usePreferences } from '@/lib/preferences';

/** An instant as people in Japan write it, in the time of Tokyo. */
export function Instant({ at }: { at: string }) {
  const { language } = usePreferences();
  return <time dateTime={at}>{showInstant(at, language)}</time>;
}
