import type { EditorState } from 'prosemirror-state';
import type { EditorView } from 'prosemirror-view';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { useTexts } from '@/lib/texts';
import body from '../../Body.module.css';
import { texts as page } from '../../page/texts';
import { texts } from '../texts';
import type { Pictures, Place } from '../usePictures';
import classes from './Rich.module.css';
import { Toolbar } from './Toolbar';
import { addPictures, openEditor, type RichOptions } from './view';

interface RichTextProps {
  /** The text to begin with; what is typed is told by `onChange` and not given back. */
  initial: string;
  addresses: Map<string, string>;
  pictures: Pictures;
  onChange: (body: string) => void;
}

/** Markdown, written as it will be read. */
export function RichText(props: RichTextProps) {
  const t = useTexts(texts);
  const p = useTexts(page);
  const host = useRef<HTMLDivElement>(null);
  const [view, setView] = useState<EditorView | null>(null);
  const [state, setState] = useState<EditorState | null>(null);
  const onChange = useEffectEvent((text: string) => props.onChange(text));
  const onPictures = useEffectEvent((files: File[], place: Place) => props.pictures.send(files, place));
  const options = useRef<RichOptions | null>(null);
  const open = useEffectEvent((place: HTMLElement) => {
    const { addresses } = props;
    options.current = {
      body: props.initial,
      label: t.fieldBody,
      className: `${body.text} ${classes.writing}`,
      addressOf: (id) => addresses.get(id),
      words: { missing: p.missingImage, raw: t.rawBlock, uploading: t.uploading, uploadFailed: t.uploadFailed },
      onChange: (text) => onChange(text),
      onState: setState,
      onPictures: (files, where) =>
        onPictures(files, {
          ...where,
          insert: (id, attachment) => {
            addresses.set(attachment.id, attachment.url);
            where.insert(id, attachment);
          },
        }),
    };
    return openEditor(place, options.current);
  });
  useEffect(() => {
    if (!host.current) return undefined;
    const opened = open(host.current);
    setView(opened);
    return () => {
      opened.destroy();
      setView(null);
    };
  }, []);
  const add = (files: File[]) => {
    if (view && options.current) addPictures(view, options.current, files, null);
  };
  return (
    <div className={classes.frame}>
      {view && state && <Toolbar view={view} state={state} onPictures={add} />}
      <div ref={host} />
    </div>
  );
}
