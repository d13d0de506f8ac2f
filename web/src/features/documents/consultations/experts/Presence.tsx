import { showDay } from '@/lib/dates';
import { usePreferences } from '@/lib/preferences';
import { useTexts } from '@/lib/texts';
import { Pill } from '@/ui/Pill';
import type { ExpertProfile } from '../queries';
import { texts } from './texts';

/** Whether the expert takes questions today, and until when not. */
export function Presence({ profile }: { profile: ExpertProfile }) {
  const t = useTexts(texts);
  const { language } = usePreferences();
  if (!profile.active) return <Pill>{t.noSignIn}</Pill>;
  if (profile.takes_questions) return <Pill tone="good">{t.taking}</Pill>;
  if (!profile.available) return <Pill tone="attention">{t.paused}</Pill>;
  const until = profile.away_until;
  return (
    <Pill tone="attention">{until === null ? t.awayOpen : t.away(showDay(`${until}T00:00:00+09:00`, language))}</Pill>
  );
}
