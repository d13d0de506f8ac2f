import { Button, Group, Stack } from '@mantine/core';
import { useBlocker } from '@tanstack/react-router';
import { useTexts } from '@/lib/texts';
import { Dialog } from '@/ui/Dialog';
import type { EditingSession } from './session';
import { texts } from './texts';

/** Leaving saves first; only what cannot be saved now is asked about. */
export function LeaveGuard({ session }: { session: EditingSession }) {
  const t = useTexts(texts);
  const blocker = useBlocker({
    shouldBlockFn: async ({ current, next }) => {
      if (current.pathname === next.pathname || !session.isUnsaved) return false;
      return !(await session.flush());
    },
    enableBeforeUnload: false,
    withResolver: true,
  });
  return (
    <Dialog opened={blocker.status === 'blocked'} onClose={() => blocker.reset?.()} title={t.leaveTitle}>
      <Stack gap="md">
        <p>{t.leaveLead}</p>
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={() => blocker.proceed?.()}>
            {t.leave}
          </Button>
          <Button onClick={() => blocker.reset?.()}>{t.stay}</Button>
        </Group>
      </Stack>
    </Dialog>
  );
}
