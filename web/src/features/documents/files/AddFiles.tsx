import { useState } from 'react';
import { FilePicker } from '@/ui/files/FilePicker';
import { useUploads } from '@/ui/files/useUploads';
import type { DocumentView } from '../api';
import { addFile } from './queries';

/** Files on their way into a document. */
export function AddFiles({ document }: { document: Pick<DocumentView, 'id'> }) {
  const [keep, setKeep] = useState(false);
  const uploads = useUploads({
    keepPosition: keep,
    onArrived: (attachment) => addFile(document.id, attachment.id),
  });
  return <FilePicker uploads={uploads} position={{ keep, change: setKeep }} />;
}
