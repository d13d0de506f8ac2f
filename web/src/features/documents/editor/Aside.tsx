import { Group, Stack } from '@mantine/core';
import { useState } from 'react';
import { useTexts } from '@/lib/texts';
import { CopyButton } from '@/ui/Copy';
import { Dialog } from '@/ui/Dialog';
import { wholeText } from '../sop/words';
import { names } from '../sop/names/texts';
import type { Content } from './content';
import classes from './Editor.module.css';
import { Notice } from './Notice';
import { texts } from './texts';

/** The text that was not chosen in a conflict: nothing of it is lost while this page is open. */
export function Aside({ content, onDrop }: { content: Content; onDrop: () => void }) {
  const t = useTexts(texts);
  const whole = wholeText(content, useTexts(names));
  const [opened, setOpened] = useState(false);
  return (
    <>
      <Notice
        title={t.asideTitle}
        lead={t.asideLead}
        actions={[
          { label: t.asideDrop, act: onDrop },
          { label: t.asideShow, act: () => setOpened(true) },
        ]}
      />
      <Dialog opened={opened} onClose={() => setOpened(false)} title={t.asideShow} size="lg">
        <Stack gap="md">
          <strong>{content.title}</strong>
          {content.summary && <p>{content.summary}</p>}
          <pre className={classes.asideText} tabIndex={0}>
            {whole}
          </pre>
          <Group justify="flex-end">
            <CopyButton value={whole} label={t.asideCopy} />
          </Group>
        </Stack>
      </Dialog>
    </>
  );
}
