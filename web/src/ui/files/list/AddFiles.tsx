import { useState } from 'react';
import { FilePicker } from '../FilePicker';
import { useUploads } from '../useUploads';
import { addFile } from './queries';

/** Files on their way into a document. */
export function AddFiles({ documentId }: { documentId: string }) {
  const [keep, setKeep] = useState(false);
  const uploads = useUploads({
    keepPosition: keep,
    onArrived: (attachment) => addFile(documentId, attachment.id),
  });
  return <FilePicker uploads={uploads} position={{ keep, change: setKeep }} />;
}
