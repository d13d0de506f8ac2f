import { ActionIcon, Button, Progress } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useTexts } from '@/lib/texts';
import classes from './Files.module.css';
import { texts } from './texts';
import type { FileOnItsWay, Uploads } from './useUploads';

/** One file on its way: how far it is, why it stands still, what can be done. */
export function UploadItem({ item, uploads }: { item: FileOnItsWay; uploads: Uploads }) {
  const t = useTexts(texts);
  const { file, sent, state, fault } = item;
  const percent = file.size > 0 ? Math.floor((sent / file.size) * 100) : 0;
  const words = {
    queued: t.queued,
    sending: percent >= 100 ? t.finishing : t.sending(percent),
    waiting: t.waiting(percent),
    refused: fault,
    done: t.done,
  }[state];
  const isOver = state === 'done' || state === 'refused';
  return (
    <li className={classes.item} data-state={state}>
      <div className={classes.itemText}>
        <span className={classes.name}>{file.name}</span>
        <span className={classes.state}>{words}</span>
        {!isOver && <Progress value={percent} size="sm" aria-label={file.name} />}
      </div>
      {state === 'refused' && (
        <Button variant="default" size="compact-md" onClick={() => uploads.retry(item)}>
          {t.retry}
        </Button>
      )}
      <ActionIcon
        variant="subtle"
        color="gray"
        size="xl"
        aria-label={isOver ? t.close(file.name) : t.giveUp(file.name)}
        onClick={() => uploads.drop(item)}
      >
        <IconX size={20} />
      </ActionIcon>
    </li>
  );
}
