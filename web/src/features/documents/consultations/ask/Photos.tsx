import { ActionIcon } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useEffect } from 'react';
import type { Attachment } from '@/api/uploads';
import { useTexts } from '@/lib/texts';
import { FileLine } from '@/ui/files/FileLine';
import { FilePicker } from '@/ui/files/FilePicker';
import { useUploads } from '@/ui/files/useUploads';
import classes from '../Consultations.module.css';
import { texts } from './texts';

interface PhotosProps {
  /** Those that have arrived. */
  files: Attachment[];
  onChange: (change: (before: Attachment[]) => Attachment[]) => void;
  /** Whether others are still on their way. */
  onBusy: (busy: boolean) => void;
}

/** Photos and files that show what is asked, with a way to take each off again. */
export function Photos({ files, onChange, onBusy }: PhotosProps) {
  const t = useTexts(texts);
  const uploads = useUploads({
    onArrived: (file) => onChange((before) => [...before.filter(({ id }) => id !== file.id), file]),
    forgetDone: true,
  });
  const busy = uploads.items.some(({ state }) => state !== 'refused' && state !== 'done');
  useEffect(() => onBusy(busy), [busy, onBusy]);
  return (
    <fieldset className={classes.photos}>
      <legend>{t.photos}</legend>
      <FilePicker uploads={uploads} />
      {files.length > 0 && (
        <ul className={classes.files} aria-label={t.photos}>
          {files.map((file) => (
            <FileLine
              key={file.id}
              file={file}
              actions={
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  size="xl"
                  aria-label={t.takeOff(file.name)}
                  onClick={() => onChange((before) => before.filter(({ id }) => id !== file.id))}
                >
                  <IconX size={20} />
                </ActionIcon>
              }
            />
          ))}
        </ul>
      )}
    </fieldset>
  );
}
