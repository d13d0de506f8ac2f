import { ActionIcon } from '@mantine/core';
import { IconDownload, IconFileText, IconMovie, IconPhoto } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import type { Attachment } from '@/api/uploads';
import { showSize } from '@/lib/sizes';
import { useTexts } from '@/lib/texts';
import classes from './FileLine.module.css';
import { PreviewDialog } from './PreviewDialog';
import { texts } from './texts';

const ICONS = { image: IconPhoto, video: IconMovie, pdf: IconFileText, office: IconFileText, text: IconFileText };

interface FileLineProps {
  file: Attachment;
  /** Shown after the size: who added it and when. */
  note?: string;
  actions?: ReactNode;
  /** Opens at once, at the page that a search found. */
  openAt?: number | undefined;
}

/** An attached file: its small picture, its name that opens it, and the way to keep it. */
export function FileLine({ file, note, actions, openAt }: FileLineProps) {
  const t = useTexts(texts);
  const [place, setPlace] = useState<number | null>(openAt ?? null);
  const Icon = ICONS[file.family];
  return (
    <li className={classes.line} id={`attachment-${file.id}`}>
      <button type="button" className={classes.open} onClick={() => setPlace(0)} aria-label={t.open(file.name)}>
        <span className={classes.thumb}>
          {file.thumb_url !== null ? (
            <img src={file.thumb_url} alt="" loading="lazy" />
          ) : (
            <Icon size={24} aria-hidden />
          )}
        </span>
        <span className={classes.words}>
          <span className={classes.name}>{file.name}</span>
          <small>
            {showSize(file.size)}
            {note && ` · ${note}`}
          </small>
        </span>
      </button>
      <ActionIcon
        component="a"
        href={file.download_url}
        download={file.name}
        variant="subtle"
        color="gray"
        size="xl"
        aria-label={t.download(file.name)}
      >
        <IconDownload size={20} />
      </ActionIcon>
      {actions}
      {place !== null && <PreviewDialog file={file} place={place} onClose={() => setPlace(null)} />}
    </li>
  );
}
