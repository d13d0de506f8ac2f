import { Button, FileButton, NumberInput, Textarea, TextInput } from '@mantine/core';
import { IconPhoto } from '@tabler/icons-react';
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
        <NumberInput
          label={t.minutes}
          min={0}
          max={43_200}
          allowDecimal={false}
          hideControls
          value={step.minutes ?? ''}
          onChange={(value) => change({ minutes: typeof value === 'number' ? value : null })}
          error={faultOf('minutes')}
        />
      </div>
      <Photo step={step} no={no} change={change} addresses={addresses} pictures={pictures} />
    </div>
  );
}

function Photo({ step, no, change, addresses, pictures }: Omit<StepFieldsProps, 'faultOf'>) {
  const t = useTexts(texts);
  const send = (file: File | null) => {
    if (!file) return;
    pictures.send([file], {
      insert: (_, attachment) => {
        addresses.set(attachment.id, attachment.url);
        change({ photo: attachment.id });
      },
      drop: () => undefined,
      progress: () => undefined,
    });
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
    </div>
  );
}
