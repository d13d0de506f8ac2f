import { Button, FileButton, Textarea, TextInput } from '@mantine/core';
import { IconPhoto } from '@tabler/icons-react';
import { useState } from 'react';
import { halfWidth } from '@/lib/normalise';
import { useTexts } from '@/lib/texts';
import type { Pictures } from '../editor/usePictures';
import type { Step } from './parts';
import classes from './Sop.module.css';
import { names } from './names/texts';
import { texts } from './texts';

interface StepFieldsProps {
  step: Step;
  no: number;
  change: (fields: Partial<Step>) => void;
  faultOf: (field: string) => string | undefined;
  addresses: Map<string, string>;
  pictures: Pictures;
}

/** One step: what is done, what is dangerous, what is checked, by whom, how long, and its photo. */
export function StepFields({ step, no, change, faultOf, addresses, pictures }: StepFieldsProps) {
  const t = useTexts(texts);
  const n = useTexts(names);
  const area = (field: 'text' | 'hazard' | 'check', label: string, description?: string) => (
    <Textarea
      label={label}
      {...(description ? { description } : {})}
      autosize
      minRows={2}
      maxRows={12}
      maxLength={4000}
      value={step[field]}
      onChange={(event) => change({ [field]: event.currentTarget.value })}
      error={faultOf(field)}
    />
  );
  return (
    <div className={classes.fields}>
      <TextInput
        label={t.stepTitle}
        maxLength={300}
        value={step.title}
        onChange={(event) => change({ title: event.currentTarget.value })}
        error={faultOf('title')}
      />
      {area('hazard', n.hazard, t.hazardHint)}
      {area('text', t.stepText)}
      {area('check', n.check, t.checkHint)}
      <div className={classes.pair}>
        <TextInput
          label={n.responsible}
          maxLength={300}
          value={step.responsible}
          onChange={(event) => change({ responsible: event.currentTarget.value })}
          error={faultOf('responsible')}
        />
        <Minutes step={step} change={change} error={faultOf('minutes')} />
      </div>
      <Photo step={step} no={no} change={change} addresses={addresses} pictures={pictures} />
    </div>
  );
}

const MOST_MINUTES = 43_200;

/** Full-width digits count; what is no number of minutes stays as it was typed, and is told. */
function Minutes({ step, change, error }: Pick<StepFieldsProps, 'step' | 'change'> & { error: string | undefined }) {
  const t = useTexts(texts);
  const [typed, setTyped] = useState<string | null>(null);
  const known = step.minutes === null ? '' : String(step.minutes);
  const type = (text: string) => {
    const plain = halfWidth(text);
    const minutes = Number(plain);
    const right = plain === '' || (/^\d+$/.test(plain) && minutes <= MOST_MINUTES);
    setTyped(right ? null : text);
    if (right) change({ minutes: plain === '' ? null : minutes });
  };
  return (
    <TextInput
      label={t.minutes}
      inputMode="numeric"
      maxLength={12}
      value={typed ?? known}
      onChange={(event) => type(event.currentTarget.value)}
      error={typed === null ? error : t.minutesWrong(MOST_MINUTES)}
    />
  );
}

function Photo({ step, no, change, addresses, pictures }: Omit<StepFieldsProps, 'faultOf'>) {
  const t = useTexts(texts);
  const [sent, setSent] = useState<string | null>(null);
  const mine = pictures.sending.find(({ id }) => id === sent);
  const send = (file: File | null) => {
    if (!file) return;
    const [id] = pictures.send([file], {
      insert: (_, attachment) => {
        addresses.set(attachment.id, attachment.url);
        change({ photo: attachment.id });
      },
      drop: () => undefined,
      progress: () => undefined,
    });
    setSent(id ?? null);
  };
  const address = step.photo === null ? undefined : addresses.get(step.photo);
  return (
    <div className={classes.photo}>
      {address && <img src={address} alt={t.photoOf(no)} />}
      <FileButton accept="image/jpeg,image/png,image/gif,image/webp" onChange={send}>
        {(props) => (
          <Button {...props} variant="default" leftSection={<IconPhoto size={18} aria-hidden />}>
            {step.photo === null ? t.photoAdd : t.photoChange}
          </Button>
        )}
      </FileButton>
      {step.photo !== null && (
        <Button variant="subtle" color="gray" onClick={() => change({ photo: null })}>
          {t.photoRemove}
        </Button>
      )}
      {mine && (
        <p role="status" className="mks-note">
          {mine.fault === null ? t.photoSending(mine.percent) : t.photoFailed(mine.file.name, mine.fault)}
        </p>
      )}
    </div>
  );
}
