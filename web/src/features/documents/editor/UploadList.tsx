import { Button } from '@mantine/core';
import { useTexts } from '@/lib/texts';
import classes from './Editor.module.css';
import { texts } from './texts';
import type { Pictures } from './usePictures';

/** Pictures on their way, and those that did not arrive. */
export function UploadList({ pictures }: { pictures: Pictures }) {
  const t = useTexts(texts);
  return (
    <ul className={classes.uploads} aria-label={t.uploads} aria-live="polite">
      {pictures.sending.map((one) => (
        <li key={one.id} data-failed={one.fault !== null || undefined}>
          <span>
            {one.fault === null ? (
              t.uploading(one.file.name, one.percent)
            ) : (
              <>
                <strong>{t.uploadFailed(one.file.name)}</strong> {one.fault}
              </>
            )}
          </span>
          {one.fault !== null && one.again && (
            <Button variant="default" size="compact-md" onClick={() => pictures.retry(one)}>
              {t.uploadRetry}
            </Button>
          )}
          <Button variant="subtle" size="compact-md" onClick={() => pictures.giveUp(one)}>
            {t.uploadDrop}
          </Button>
        </li>
      ))}
    </ul>
  );
}
