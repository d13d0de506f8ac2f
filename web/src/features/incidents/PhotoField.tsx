import { Button, FileButton } from '@mantine/core';
import { IconCamera, IconX } from '@tabler/icons-react';
import { useTexts } from '@/lib/texts';
import classes from './Incidents.module.css';
import type { Photos } from './photos';
import { texts } from './texts';

export interface ShownPhoto {
  id: string;
  /** Where it is shown for the time being; missing for one that was kept before. */
  url?: string | undefined;
}

interface PhotoFieldProps {
  label: string;
  photos: Photos;
  shown: readonly ShownPhoto[];
  onRemove: (id: string) => void;
}

/** Photos by the camera of the phone or from its memory, small, with a way to take each off again. */
export function PhotoField({ label, photos, shown, onRemove }: PhotoFieldProps) {
  const t = useTexts(texts);
  return (
    <section className={classes.photos} aria-label={label}>
      <FileButton accept="image/jpeg,image/png,image/gif,image/webp" multiple onChange={photos.take}>
        {(props) => (
          <Button
            {...props}
            size="lg"
            variant="default"
            leftSection={<IconCamera size={24} aria-hidden />}
            loading={photos.percent !== null}
          >
            {t.photoAdd}
          </Button>
        )}
      </FileButton>
      <p role="status" className="mks-note">
        {photos.percent !== null && t.photoSending(photos.percent)}
        {photos.failed && t.photoFailed}
      </p>
      {shown.length > 0 && (
        <ul className={classes.thumbs}>
          {shown.map(({ id, url }, at) => (
            <li key={id}>
              {url ? <img src={url} alt={t.photoOf(at + 1)} /> : <span>{t.photoOf(at + 1)}</span>}
              <Button
                variant="default"
                size="compact-md"
                leftSection={<IconX size={16} aria-hidden />}
                onClick={() => onRemove(id)}
              >
                {t.photoRemove(t.photoOf(at + 1))}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
