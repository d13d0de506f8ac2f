import { useTexts } from '@/lib/texts';
import { Pill } from '@/ui/Pill';
import type { DocumentRow, DocumentState, Importance } from './api';
import { texts } from './texts';

const STATE_TONES = {
  draft: 'plain',
  scheduled: 'attention',
  valid: 'good',
  revising: 'attention',
  archived: 'danger',
  binned: 'danger',
} as const;

/** How a document stands, in a word. */
export function StatePill({ state }: { state: DocumentState }) {
  const t = useTexts(texts);
  return <Pill tone={STATE_TONES[state]}>{t.states[state]}</Pill>;
}

/** How a document stands in its own slice, where it has such a state, and what is unusual about it besides. */
export function StandingPills({ document }: { document: Pick<DocumentRow, 'state' | 'own_state'> }) {
  const own = document.own_state;
  return (
    <>
      {own && <Pill>{own.name}</Pill>}
      {!(own && document.state === 'valid') && <StatePill state={document.state} />}
    </>
  );
}

const IMPORTANCE_TONES = { low: 'plain', medium: 'plain', high: 'attention', critical: 'danger' } as const;

/** How much depends on a text. */
export function ImportancePill({ importance }: { importance: Importance }) {
  const t = useTexts(texts);
  return <Pill tone={IMPORTANCE_TONES[importance]}>{`${t.importance} ${t.importances[importance]}`}</Pill>;
}
