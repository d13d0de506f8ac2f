import { Button, Group, Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Problem } from '@/api/problem';
import { useTexts } from '@/lib/texts';
import { FormProblem } from './FormProblem';
import { texts } from './texts';
import { Dialog } from './Dialog';

interface ConfirmDialogProps {
  opened: boolean;
  title: string;
  children: ReactNode;
  /** The button says what will happen. */
  confirm: string;
  danger?: boolean;
  pending: boolean;
  problem?: Problem | null;
  onConfirm: () => void;
  onCancel: () => void;
}

/** Asks before something that others will notice. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const t = useTexts(texts);
  return (
    <Dialog opened={props.opened} onClose={props.onCancel} title={props.title}>
      <Stack gap="md">
        {props.children}
        <FormProblem problem={props.problem ?? null} />
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={props.onCancel}>
            {t.cancel}
          </Button>
          <Button color={props.danger ? 'red' : 'moss'} loading={props.pending} onClick={props.onConfirm}>
            {props.confirm}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}
