import { Modal, type MantineSize } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './Dialog.module.css';

interface DialogProps {
  opened: boolean;
  onClose: () => void;
  title: string;
  size?: MantineSize;
  /** Closes only by a button inside; for what cannot be shown again. */
  onPurposeOnly?: boolean;
  /** Stands above another dialog. */
  above?: boolean;
  children: ReactNode;
}

/** A window over the page that keeps the focus until it is closed. */
export function Dialog({ opened, onClose, title, size, onPurposeOnly = false, above, children }: DialogProps) {
  return (
    <Modal.Root
      opened={opened}
      onClose={onClose}
      size={size}
      centered
      radius="lg"
      zIndex={above ? 300 : 200}
      closeOnClickOutside={!onPurposeOnly}
      closeOnEscape={!onPurposeOnly}
    >
      <Modal.Overlay backgroundOpacity={0.45} />
      <Modal.Content>
        <div className={classes.head}>
          <Modal.Title className={classes.title}>{title}</Modal.Title>
          {!onPurposeOnly && <Modal.CloseButton size="lg" />}
        </div>
        <Modal.Body>{children}</Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}
