import { Button, CloseButton } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react';
import { useStore } from '@/lib/store';
import { useTexts } from '@/lib/texts';
import { texts } from './texts';
import { dropToast, toasts } from './toastStore';
import classes from './Toasts.module.css';

/** Where toasts appear: on top, out of the way of the thumb, and read out as they come. */
export function Toasts() {
  const t = useTexts(texts);
  return (
    <div className={classes.place} role="status" aria-live="polite">
      {useStore(toasts).map(({ id, tone, title, message, action }) => (
        <div key={id} className={classes.toast} data-tone={tone}>
          {tone === 'done' ? <IconCircleCheck size={24} aria-hidden /> : <IconAlertTriangle size={24} aria-hidden />}
          <div>
            {title && <strong>{title}</strong>}
            <div>{message}</div>
            {action && (
              <Button
                variant="light"
                size="compact-md"
                mt={6}
                onClick={() => {
                  dropToast(id);
                  action.run();
                }}
              >
                {action.label}
              </Button>
            )}
          </div>
          <CloseButton size="lg" aria-label={t.close} onClick={() => dropToast(id)} />
        </div>
      ))}
    </div>
  );
}
