import { Button } from '@mantine/core';
import { IconFileText, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import type { Attachment } from '@/api/uploads';
import { useTexts } from '@/lib/texts';
import { FilePicker } from '@/ui/files/FilePicker';
import { useUploads, type Uploads } from '@/ui/files/useUploads';
import classes from './Incidents.module.css';
import { texts } from './texts';

/** A photo or file that is attached, before or after it is saved. */
export interface Attached {
  id: string;
  /** Where its picture is shown for the time being; missing for a file, and for a photo that was kept before. */
  url?: string | undefined;
  /** The name of a file that is no picture. */
  name?: string | undefined;
}

export const attachedOf = ({ id, family, name, url, thumb_url }: Attachment): Attached =>
  family === 'image' ? { id, url: thumb_url ?? url } : { id, name };

/** Photos and files on their way; each is shown as soon as it has arrived. */
export function useAttaching(onArrived: (attached: Attached) => void): Uploads {
  return useUploads({ onArrived: (attachment) => onArrived(attachedOf(attachment)), forgetDone: true });
}

interface PhotoFieldProps {
  label: string;
  uploads: Uploads;
  shown: readonly Attached[];
  onRemove: (id: string) => void;
  photosOnly?: boolean;
}

/** Photos by the camera of the phone or from its memory, small, with a way to take each off again. */
export function PhotoField({ label, uploads, shown, onRemove, photosOnly = false }: PhotoFieldProps) {
  const t = useTexts(texts);
  return (
    <fieldset className={classes.question}>
      <legend>{label}</legend>
      <FilePicker uploads={uploads} photosOnly={photosOnly} />
      {shown.length > 0 && (
        <ul className={classes.thumbs} aria-label={label}>
          {shown.map((one, at) => {
            const name = one.name ?? t.photoOf(at + 1);
            return (
              <li key={one.id}>
                <Shown name={name} url={one.url} />
                <Button
                  variant="default"
                  size="compact-md"
                  leftSection={<IconX size={16} aria-hidden />}
                  aria-label={t.photoRemove(name)}
                  onClick={() => onRemove(one.id)}
                >
                  {t.remove}
                </Button>
              </li>
            );
          })}
        </ul>
      )}
    </fieldset>
  );
}

/** The picture, or its name once its address has run out. */
function Shown({ name, url }: { name: string; url: string | undefined }) {
  const [gone, setGone] = useState(false);
  if (url !== undefined && !gone) return <img src={url} alt={name} onError={() => setGone(true)} />;
  return (
    <span className={classes.file}>
      <IconFileText size={20} aria-hidden /> {name}
    </span>
  );
}
