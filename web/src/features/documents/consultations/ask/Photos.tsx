import { ActionIcon } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import type { Attachment } from '@/api/uploads';
import { useTexts } from '@/lib/texts';
import { FileLine } from '@/ui/files/FileLine';
import { FilePicker } from '@/ui/files/FilePicker';
import { useUploads } from '@/ui/files/useUploads';
import classes from '../Consultations.module.css';
import { texts } from './texts';

interface PhotosProps {
  /** The files that have arrived, and whether others are still on their way. */
  onChange: (ids: string[], busy: boolean) => void;
}

/** Photos and files that show what is asked, with a way to take each off again. */
export function Photos({ onChange }: PhotosProps) {
  const t = useTexts(texts);
  const [files, setFiles] = useState<Attachment[]>([]);
  const uploads = useUploads({
    onArrived: (file) => setFiles((before) => [...before.filter(({ id }) => id !== file.id), file]),
    forgetDone: true,
  });
  const ids = files.map(({ id }) => id).join(' ');
  const busy = uploads.items.some(({ state }) => state !== 'refused' && state !== 'done');
  useEffect(() => onChange(ids === '' ? [] : ids.split(' '), busy), [ids, busy, onChange]);
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
                  onClick={() => setFiles((before) => before.filter(({ id }) => id !== file.id))}
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
