import { useTexts } from '@/lib/texts';
import { Pill } from '@/ui/Pill';
import type { ProjectStatus } from './queries';
import { texts } from './texts';

const TONES = {
  planning: 'plain',
  in_progress: 'good',
  suspended: 'attention',
  completed: 'plain',
  archived: 'plain',
} as const;

export function StatusPill({ status }: { status: ProjectStatus }) {
  const t = useTexts(texts);
  return <Pill tone={TONES[status]}>{t.statuses[status]}</Pill>;
}
