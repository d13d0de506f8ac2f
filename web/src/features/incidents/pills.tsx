import { useTexts } from '@/lib/texts';
import { Pill } from '@/ui/Pill';
import type { IncidentRow } from './api';
import { texts } from './texts';

const STATE_TONES: Record<string, 'plain' | 'good' | 'attention'> = { closed: 'good', reported: 'attention' };
const SEVERITY_TONES: Record<string, 'plain' | 'attention' | 'danger'> = { high: 'attention', critical: 'danger' };

type Standing = Pick<IncidentRow, 'state' | 'severity' | 'type'>;

/** What it is, how bad, and how far it has come. */
export function IncidentPills({ incident }: { incident: Standing }) {
  const t = useTexts(texts);
  const { type, severity, state } = incident;
  return (
    <>
      <Pill tone={STATE_TONES[state.code] ?? 'plain'}>
        {t.states[state.code as keyof typeof t.states] ?? state.name}
      </Pill>
      <Pill>{t.types[type.code as keyof typeof t.types] ?? type.name}</Pill>
      <Pill tone={SEVERITY_TONES[severity.code] ?? 'plain'}>
        {t.severities[severity.code as keyof typeof t.severities] ?? severity.name}
      </Pill>
    </>
  );
}
