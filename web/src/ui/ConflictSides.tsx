import { Button, Group, Stack } from '@mantine/core';
import { useTexts } from '@/lib/texts';
import type { ConflictDialogProps } from './ConflictDialog';
import { DataList } from './DataList';
import { Dialog } from './Dialog';
import { texts } from './texts';

/** Both texts side by side, when somebody else saved first. */
export function ConflictSides({ lines, pending, onKeepMine, onTakeTheirs, onCancel }: ConflictDialogProps) {
  const t = useTexts(texts);
  const differing = (lines ?? []).filter(({ mine, theirs }) => mine !== theirs);
  return (
    <Dialog opened={lines !== null} onClose={onCancel} title={t.conflictTitle} size="lg" above>
      <Stack gap="md">
        <p className="mks-note">{differing.length > 0 ? t.conflictLead : t.conflictSame}</p>
        {differing.length > 0 && (
          <DataList
            label={t.conflictTitle}
            rows={differing}
            rowKey={(line) => line.field}
            columns={[
              { key: 'field', title: t.conflictField, render: (line) => line.field, main: true },
              { key: 'mine', title: t.conflictMine, render: (line) => line.mine || t.none },
              { key: 'theirs', title: t.conflictTheirs, render: (line) => line.theirs || t.none },
            ]}
          />
        )}
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onTakeTheirs}>
            {t.conflictTakeTheirs}
          </Button>
          <Button loading={pending} onClick={onKeepMine}>
            {t.conflictKeepMine}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}
