import { Button } from '@mantine/core';
import { IconDownload, IconExternalLink } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { previewOf, type Attachment, type PreviewPart } from '@/api/uploads';
import { useTexts } from '@/lib/texts';
import { Dialog } from '../Dialog';
import classes from './Preview.module.css';
import { Sheet } from './Sheet';
import { texts } from './texts';

/** What stands in rows and columns. */
const SHEETS = /\.(xlsx|csv)$/i;

interface PreviewDialogProps {
  file: Attachment;
  onClose: () => void;
  /** The part to begin with: the page that a search found. */
  place?: number | undefined;
}

/** What is in a file: the picture, the video, or pages and text. */
export function PreviewDialog({ file, onClose, place }: PreviewDialogProps) {
  const t = useTexts(texts);
  return (
    <Dialog opened onClose={onClose} title={file.name} size="xl">
      <div className={classes.deeds}>
        <Button
          component="a"
          href={file.download_url}
          download={file.name}
          variant="default"
          leftSection={<IconDownload size={20} aria-hidden />}
        >
          {t.downloadButton}
        </Button>
        {(file.family === 'pdf' || file.family === 'image') && (
          <Button
            component="a"
            href={file.url}
            target="_blank"
            rel="noopener noreferrer"
            variant="subtle"
            leftSection={<IconExternalLink size={20} aria-hidden />}
          >
            {t.openButton}
          </Button>
        )}
      </div>
      {file.family === 'image' && <img className={classes.picture} src={file.url} alt={file.name} />}
      {file.family === 'video' && <video className={classes.picture} src={file.url} controls aria-label={file.name} />}
      {file.preview_url !== null && <Parts file={file} address={file.preview_url} place={place ?? 0} />}
    </Dialog>
  );
}

function Parts({ file, address, place }: { file: Attachment; address: string; place: number }) {
  const t = useTexts(texts);
  const query = useInfiniteQuery({
    queryKey: ['file-preview', file.id, place],
    queryFn: ({ pageParam }) => previewOf(address, pageParam),
    initialPageParam: place,
    getNextPageParam: (page) => page.next_from,
    staleTime: 0,
    gcTime: 0,
  });
  if (query.isError) return <p role="alert">{t.failedPreview}</p>;
  if (!query.data) return <p className="mks-note">{t.opening}</p>;
  const pages = query.data.pages;
  const parts = pages.flatMap((page) => page.parts);
  const { state, note } = pages[0] ?? { state: 'none', note: null };
  return (
    <>
      {state === 'waiting' && <p role="status">{t.waitingText}</p>}
      {note !== null && <p role="status">{note}</p>}
      {state === 'done' && parts.length === 0 && <p className="mks-note">{t.noText}</p>}
      {parts.map((part) => (
        <Part key={part.position} part={part} name={file.name} />
      ))}
      {query.hasNextPage && (
        <Button variant="default" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {t.morePages}
        </Button>
      )}
    </>
  );
}

function Part({ part, name }: { part: PreviewPart; name: string }) {
  const t = useTexts(texts);
  const shown = useRef<HTMLImageElement>(null);
  useEffect(() => {
    // A page whose picture does not come is still there as text.
    const image = shown.current;
    const hide = () => image?.remove();
    image?.addEventListener('error', hide);
    return () => image?.removeEventListener('error', hide);
  }, []);
  return (
    <section className={classes.part} aria-label={part.place || name}>
      {part.place && <h3 className={classes.place}>{part.place}</h3>}
      {part.picture_url !== null && (
        <img
          ref={shown}
          className={classes.picture}
          src={part.picture_url}
          alt={t.pageOf(part.place, name)}
          loading="lazy"
        />
      )}
      {part.picture_url === null && part.text !== '' && (
        // Wide sheets move inside their own frame, also by keyboard.
        <div className={classes.text} tabIndex={0} role="group" aria-label={part.place || name}>
          {SHEETS.test(name) ? <Sheet text={part.text} /> : part.text}
        </div>
      )}
      {part.is_cut && <p className="mks-note">{t.cut}</p>}
    </section>
  );
}
