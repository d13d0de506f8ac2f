import { Button, FileButton, SegmentedControl, Textarea } from '@mantine/core';
import { IconPhoto } from '@tabler/icons-react';
import { useTexts } from '@/lib/texts';
import type { Pictures } from '../../editor/usePictures';
import { names } from '../names/texts';
import type { CheckItem } from '../parts';
import classes from './Checks.module.css';
import { OUTCOMES, type Outcome } from './queries';
import { texts } from './texts';
import type { Found } from './useCheck';

interface CheckRowProps {
  item: CheckItem;
  found: Found | undefined;
  change: (fields: Partial<Found>) => void;
  /** Wrong and missing answers are shown once somebody has tried to record. */
  tried: boolean;
  pictures: Pictures;
}

/** One item of the checklist: its result, and in words and a photo what is wrong. */
export function CheckRow({ item, found, change, tried, pictures }: CheckRowProps) {
  const t = useTexts(texts);
  const n = useTexts(names);
  const send = (file: File | null) => {
    if (!file) return;
    pictures.send([file], {
      insert: (_, attachment) => change({ photo: attachment.id }),
      drop: () => undefined,
      progress: () => undefined,
    });
  };
  const missing = tried && item.required && !found;
  return (
    <fieldset className={classes.row} data-missing={missing || undefined}>
      <legend>
        {item.text} {item.required && <span className="mks-note">({n.required})</span>}
      </legend>
      <SegmentedControl
        fullWidth
        size="lg"
        aria-label={t.outcomeOf(item.text)}
        data={OUTCOMES.map((value) => ({ value, label: t.outcomes[value] }))}
        value={found?.outcome ?? ''}
        onChange={(value) => change({ outcome: value as Outcome })}
      />
      {found?.outcome === 'fault' && (
        <Textarea
          label={t.faultRemark}
          required
          withAsterisk
          autosize
          minRows={2}
          maxLength={1000}
          value={found.remark}
          onChange={(event) => change({ remark: event.currentTarget.value })}
          error={tried && found.remark.trim() === '' && t.faultMissing}
        />
      )}
      {found && (
        <div className={classes.photo}>
          {found.photo && <span className="mks-note">{t.photo}</span>}
          <FileButton accept="image/jpeg,image/png,image/gif,image/webp" onChange={send}>
            {(props) => (
              <Button {...props} variant="default" leftSection={<IconPhoto size={20} aria-hidden />}>
                {t.photoAdd}
              </Button>
            )}
          </FileButton>
          {found.photo && (
            <Button variant="subtle" onClick={() => change({ photo: null })}>
              {t.photoRemove}
            </Button>
          )}
        </div>
      )}
    </fieldset>
  );
}
