import { Textarea } from '@mantine/core';
import { useRef, useState, type ClipboardEvent, type DragEvent } from 'react';
import { useTexts } from '@/lib/texts';
import classes from './Editor.module.css';
import { plainBreaks, withOldLineBreaks } from './markdown/lines';
import { texts } from './texts';
import type { Pictures, Place } from './usePictures';

interface SourceTextProps {
  body: string;
  addresses: Map<string, string>;
  pictures: Pictures;
  onChange: (body: string) => void;
}

/** The Markdown itself. Pictures can be pasted and dropped here, too. */
export function SourceText({ body, addresses, pictures, onChange }: SourceTextProps) {
  const t = useTexts(texts);
  const field = useRef<HTMLTextAreaElement>(null);
  const [before] = useState(body);
  const type = (typed: string) => onChange(withOldLineBreaks(before, typed));
  const place: Place = {
    insert: (_, attachment) => {
      addresses.set(attachment.id, attachment.url);
      const area = field.current;
      if (!area) return;
      const words = `![${attachment.name.replace(/\.\w{1,5}$/, '').replace(/[[\]\\]/g, '')}](attachment:${attachment.id})`;
      area.setRangeText(words, area.selectionStart, area.selectionEnd, 'end');
      type(area.value);
    },
    drop: () => undefined,
    progress: () => undefined,
  };
  const take = (event: ClipboardEvent | DragEvent, data: DataTransfer) => {
    const files = [...data.files];
    if (files.length === 0) return;
    event.preventDefault();
    pictures.send(files, place);
  };
  return (
    <Textarea
      ref={field}
      id="document-body"
      aria-label={t.fieldBody}
      classNames={{ input: classes.source ?? '' }}
      spellCheck={false}
      value={plainBreaks(body)}
      onChange={(event) => type(event.currentTarget.value)}
      onPaste={(event) => {
        if (!event.clipboardData.getData('text/plain')) take(event, event.clipboardData);
      }}
      onDrop={(event) => take(event, event.dataTransfer)}
    />
  );
}
