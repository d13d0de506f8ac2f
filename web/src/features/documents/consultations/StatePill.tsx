import { Pill } from '@/ui/Pill';

const TONES: Record<string, 'plain' | 'good' | 'attention'> = { open: 'attention', answered: 'good', resolved: 'good' };

/** Where a consultation stands. */
export function StatePill({ state }: { state: { code: string; name: string } }) {
  return <Pill tone={TONES[state.code] ?? 'plain'}>{state.name}</Pill>;
}
