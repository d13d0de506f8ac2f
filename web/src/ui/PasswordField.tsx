import { PasswordInput, type PasswordInputProps } from '@mantine/core';
import { useState, type KeyboardEvent } from 'react';
import { useTexts } from '@/lib/texts';
import { texts } from './texts';

/** A password that can be looked at, with a word about Caps Lock. */
export function PasswordField({ description, ...input }: PasswordInputProps) {
  const t = useTexts(texts);
  const [visible, setVisible] = useState(false);
  const [capsLock, setCapsLock] = useState(false);
  const watch = (event: KeyboardEvent) => setCapsLock(event.getModifierState('CapsLock'));
  return (
    <PasswordInput
      {...input}
      visible={visible}
      onVisibilityChange={setVisible}
      visibilityToggleButtonProps={{
        'aria-label': visible ? t.passwordHide : t.passwordShow,
        'aria-pressed': visible,
        tabIndex: 0,
        size: 'lg',
      }}
      onKeyDown={watch}
      onKeyUp={watch}
      onBlur={(event) => {
        setCapsLock(false);
        input.onBlur?.(event);
      }}
      description={
        <>
          {description}
          <span role="status">{capsLock ? ` ${t.capsLock}` : ''}</span>
        </>
      }
      autoCapitalize="none"
      spellCheck={false}
    />
  );
}
