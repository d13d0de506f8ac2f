import { Button, Group, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTexts } from '@/lib/texts';
import { Dialog } from '@/ui/Dialog';
import { Form } from '@/ui/Form';
import { texts } from '../texts';
import { addressOf } from './commands';

interface LinkDialogProps {
  href: string | null;
  /** Whether anything is selected that could become a link. */
  possible: boolean;
  onSet: (href: string | null) => void;
  onClose: () => void;
}

export function LinkDialog({ href, possible, onSet, onClose }: LinkDialogProps) {
  const t = useTexts(texts);
  const [typed, setTyped] = useState(href ?? '');
  const [wrong, setWrong] = useState(false);
  return (
    <Dialog opened onClose={onClose} title={t.linkTitle}>
      <Form
        label={t.linkTitle}
        onSubmit={(event) => {
          event.preventDefault();
          event.stopPropagation();
          const address = addressOf(typed);
          if (address === null) setWrong(true);
          else onSet(address);
        }}
      >
        <Stack gap="md">
          {!possible && <p className="mks-note">{t.linkNothing}</p>}
          <TextInput
            label={t.linkAddress}
            description={t.linkHint}
            data-autofocus
            value={typed}
            onChange={(event) => {
              setTyped(event.currentTarget.value);
              setWrong(false);
            }}
            error={wrong && t.linkWrong}
          />
          <Group justify="flex-end" gap="sm">
            {href !== null && (
              <Button variant="default" onClick={() => onSet(null)}>
                {t.linkRemove}
              </Button>
            )}
            <Button type="submit" disabled={!possible}>
              {t.linkSet}
            </Button>
          </Group>
        </Stack>
      </Form>
    </Dialog>
  );
}
