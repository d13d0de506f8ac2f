import { Button, Checkbox, FileButton } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconCamera, IconPaperclip } from '@tabler/icons-react';
import { useState, type DragEvent } from 'react';
import { useTexts } from '@/lib/texts';
import classes from './Files.module.css';
import { texts } from './texts';
import { UploadItem } from './UploadItem';
import type { Uploads } from './useUploads';

/** What the server takes; it looks into the files by itself. */
const ANY = '.jpg,.jpeg,.png,.gif,.webp,.pdf,.docx,.xlsx,.pptx,.txt,.csv,.mp4,.m4v,.mov,.webm,image/*,video/*';
const PHOTOS = 'image/jpeg,image/png,image/gif,image/webp';

interface FilePickerProps {
  uploads: Uploads;
  /** Photos alone, for reports and answers. */
  photosOnly?: boolean;
  /** The switch that keeps positions, where somebody may want it. */
  position?: { keep: boolean; change: (keep: boolean) => void };
}

/** Files to attach: dropped, chosen, or taken with the camera; below, how far each of them is. */
export function FilePicker({ uploads, photosOnly = false, position }: FilePickerProps) {
  const t = useTexts(texts);
  const isTouched = useMediaQuery('(pointer: coarse)');
  const [over, setOver] = useState(false);
  const accept = photosOnly ? PHOTOS : ANY;
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    uploads.add([...event.dataTransfer.files]);
  };
  const drag = (event: DragEvent) => {
    if (!event.dataTransfer.types.includes('Files')) return;
    event.preventDefault();
    setOver(true);
  };
  const done = uploads.items.filter((one) => one.state === 'done').length;
  return (
    <div className={classes.picker}>
      <div
        className={classes.drop}
        data-over={over || undefined}
        onDragOver={drag}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        {!isTouched && <span className="mks-note">{photosOnly ? t.dropPhotos : t.drop}</span>}
        <FileButton multiple accept={accept} onChange={uploads.add}>
          {(props) => (
            <Button {...props} variant="default" leftSection={<IconPaperclip size={20} aria-hidden />}>
              {photosOnly ? t.choosePhotos : t.choose}
            </Button>
          )}
        </FileButton>
        {isTouched && (
          <FileButton accept="image/*" capture="environment" onChange={(file) => file && uploads.add([file])}>
            {(props) => (
              <Button {...props} variant="default" leftSection={<IconCamera size={20} aria-hidden />}>
                {t.photo}
              </Button>
            )}
          </FileButton>
        )}
      </div>
      {position && (
        <Checkbox
          label={t.keepPosition}
          description={t.keepPositionHint}
          checked={position.keep}
          onChange={(event) => position.change(event.currentTarget.checked)}
        />
      )}
      {uploads.items.length > 0 && (
        <>
          <div className={classes.summary} role="status">
            {t.summary(done, uploads.items.length)}
            {done > 0 && (
              <Button variant="subtle" size="compact-md" onClick={uploads.clearDone}>
                {t.clear}
              </Button>
            )}
          </div>
          <ul className={classes.list} aria-label={t.list}>
            {uploads.items.map((one) => (
              <UploadItem key={one.id} item={one} uploads={uploads} />
            ))}
          </ul>
        </>
      )}
    </div>
  );
}
