import { Skeleton, type SegmentedControlProps } from '@mantine/core';
import { lazy, Suspense, useState, type ComponentType } from 'react';
import { useTexts } from '@/lib/texts';
import classes from './Editor.module.css';
import { SourceText } from './SourceText';
import { texts } from './texts';
import { usePictures } from './usePictures';

/** Longer texts are edited as Markdown: drawing them anew at every key would be slow on a phone. */
const MOST_FOR_RICH = 200_000;

interface BodyFieldProps {
  /** What the field is called where it is not the text itself. */
  label?: string;
  body: string;
  /** Where pictures are shown from, by the id of the attachment. */
  addresses: Map<string, string>;
  onChange: (body: string) => void;
}

interface PartProps extends BodyFieldProps {
  initial: string;
  pictures: ReturnType<typeof usePictures>;
}

// Few texts have a picture on its way.
const UploadList = lazy(async () => ({ default: (await import('./UploadList')).UploadList }));
// Large; fetched when an editor opens. Without it the Markdown can still be edited.
const RichText = lazy((): Promise<{ default: ComponentType<PartProps> }> =>
  import('./rich/RichText').then(
    ({ RichText: Rich }) => ({ default: Rich }),
    () => ({ default: Failed }),
  ),
);

// Comes with the rich text; without it the mode stays as it is.
const Segments = lazy((): Promise<{ default: ComponentType<SegmentedControlProps> }> =>
  import('@/ui/Segments').then(
    ({ Segments: Shown }) => ({ default: Shown }),
    () => ({ default: () => null }),
  ),
);

function Failed(props: PartProps) {
  const t = useTexts(texts);
  return (
    <>
      <p role="alert">{t.editorFailed}</p>
      <SourceText {...props} />
    </>
  );
}

/** The body, written as it will be read or as Markdown. */
export function BodyField(props: BodyFieldProps) {
  const t = useTexts(texts);
  const [large] = useState(props.body.length > MOST_FOR_RICH);
  const [mode, setMode] = useState(large ? 'source' : 'rich');
  // What the editor begins with; only switching gives it another text.
  const [initial, setInitial] = useState(props.body);
  const pictures = usePictures();
  return (
    <div className={classes.body}>
      <div className={classes.bodyHead}>
        <span className={classes.label}>{props.label ?? t.fieldBody}</span>
        {large ? (
          <span className="mks-note">{t.tooLarge}</span>
        ) : (
          <Suspense fallback={<Skeleton height={36} width={180} radius="md" />}>
            <Segments
              aria-label={t.modeLabel}
              value={mode}
              onChange={(next) => {
                setInitial(props.body);
                setMode(next);
              }}
              data={[
                { value: 'rich', label: t.modeRich },
                { value: 'source', label: t.modeSource },
              ]}
            />
          </Suspense>
        )}
      </div>
      <Suspense>{pictures.sending.length > 0 && <UploadList pictures={pictures} />}</Suspense>
      {mode === 'source' ? (
        <SourceText {...props} pictures={pictures} />
      ) : (
        <Suspense fallback={<Skeleton height={420} radius="md" aria-label={t.loadingEditor} />}>
          <RichText {...props} initial={initial} pictures={pictures} />
        </Suspense>
      )}
    </div>
  );
}
