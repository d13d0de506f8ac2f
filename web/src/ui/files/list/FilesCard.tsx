import { Button } from '@mantine/core';
import { IconPaperclip } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useLocation } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { useTexts } from '@/lib/texts';
import { Card } from '../../Card';
import classes from './FilesCard.module.css';
import { FileRow } from './FileRow';
import { filesQuery } from './queries';
import { texts } from './texts';

const AddFiles = lazy(() => import('./AddFiles').then((module) => ({ default: module.AddFiles })));
const PLACE = /^attachment-([0-9a-f-]{36})(?:-(\d+))?$/;

/** The files of a document: what there is, and for those who may, the way to add some; `hasText` where they can stand in one. */
export function FilesCard({ documentId, hasText = true }: { documentId: string; hasText?: boolean }) {
  const t = useTexts(texts);
  const { data: files } = useQuery(filesQuery(documentId));
  const [adding, setAdding] = useState(false);
  const { hash } = useLocation();
  const asked = PLACE.exec(hash);
  if (!files || (files.items.length === 0 && !files.can_change)) return null;
  const button = (
    <Button
      variant="default"
      leftSection={<IconPaperclip size={20} aria-hidden />}
      aria-expanded={adding}
      onClick={() => setAdding(!adding)}
    >
      {adding ? t.addDone : t.add}
    </Button>
  );
  return (
    <Card title={t.title} actions={files.can_change && button}>
      {files.items.length === 0 && !adding && (
        <p className="mks-note">
          {t.empty}
          {t.emptyNext}
        </p>
      )}
      {files.items.length > 0 && (
        <ul className={classes.list} aria-label={t.title}>
          {files.items.map((file) => (
            <FileRow
              key={file.id === asked?.[1] ? `${file.id}${hash}` : file.id}
              documentId={documentId}
              file={file}
              files={files}
              hasText={hasText}
              openAt={file.id === asked?.[1] ? Number(asked[2] ?? 0) : undefined}
            />
          ))}
        </ul>
      )}
      {adding && (
        <Suspense>
          <AddFiles documentId={documentId} />
        </Suspense>
      )}
    </Card>
  );
}
