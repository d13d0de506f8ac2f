import { Button, Stack } from '@mantine/core';
import { useTexts } from '@/lib/texts';
import { CopyButton } from './Copy';
import classes from './SecretOnce.module.css';
import { texts } from './texts';
import { Dialog } from './Dialog';

interface SecretOnceProps {
  /** Null while there is nothing to show. */
  secret: string | null;
  /** Whose it is. */
  owner: string;
  onDone: () => void;
}

/** An initial password, shown a single time. It closes only on purpose, because it cannot be shown again. */
export function SecretOnce({ secret, owner, onDone }: SecretOnceProps) {
  const t = useTexts(texts);
  return (
    <Dialog opened={secret !== null} onClose={onDone} title={`${owner} | ${t.secretTitle}`} onPurposeOnly>
      <Stack gap="md">
        <p className="mks-note">{t.secretLead}</p>
        <output className={classes.secret}>{secret}</output>
        <CopyButton value={secret ?? ''} label={t.secretCopy} />
        <Button onClick={onDone}>{t.secretDone}</Button>
      </Stack>
    </Dialog>
  );
}
