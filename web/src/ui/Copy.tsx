import { Button, type ButtonProps } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useState } from 'react';
import { useTexts } from '@/lib/texts';
import { texts } from './texts';

/** Puts text on the clipboard, also where the page is not served over HTTPS. */
async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const field = document.createElement('textarea');
    field.value = text;
    field.className = 'mks-offscreen';
    // Inside an open dialog the focus may not leave it.
    (document.querySelector('[role="dialog"]') ?? document.body).append(field);
    field.select();
    // The only way that plain HTTP leaves open.
    const done = document.execCommand('copy');
    field.remove();
    return done;
  }
}

interface CopyProps extends ButtonProps {
  value: string;
  label?: string;
}

/** Says on the button itself whether the copy worked. */
export function CopyButton({ value, label, ...button }: CopyProps) {
  const t = useTexts(texts);
  const [state, setState] = useState<'ready' | 'done' | 'failed'>('ready');
  const copy = async () => {
    setState((await copyText(value)) ? 'done' : 'failed');
    setTimeout(() => setState('ready'), 4000);
  };
  return (
    <>
      <Button
        variant="default"
        leftSection={state === 'done' ? <IconCheck size={18} /> : <IconCopy size={18} />}
        onClick={copy}
        {...button}
      >
        {state === 'done' ? t.copied : (label ?? t.copy)}
      </Button>
      <span role="status" className="mks-hidden">
        {state === 'done' ? t.copied : state === 'failed' ? t.copyFailed : ''}
      </span>
    </>
  );
}
