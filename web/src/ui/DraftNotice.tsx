import { Alert, Button, Group } from '@mantine/core';
import { useTexts } from '@/lib/texts';
import { texts } from './texts';

/** Says that a form opened with what was typed earlier. */
export function DraftNotice({ draft }: { draft: { restored: boolean; discard: () => void } }) {
  const t = useTexts(texts);
  if (!draft.restored) return null;
  return (
    <Alert variant="light" color="moss" role="status">
      <Group justify="space-between" gap="sm">
        <span>{t.draftRestored}</span>
        <Button variant="subtle" size="compact-md" onClick={draft.discard}>
          {t.draftDrop}
        </Button>
      </Group>
    </Alert>
  );
}
