import type { ReactNode } from 'react';
import { Dialog as AriaDialog, DialogTrigger, Heading, Modal, ModalOverlay } from 'react-aria-components/Modal';
import { IconButton } from '../actions/IconButton.tsx';
import styles from './Dialog.module.css';

interface DialogProps {
  title: string;
  /** Given to open it from the screen's own state; else give `trigger`. */
  isOpen?: boolean;
  onOpenChange?: (isOpen: boolean) => void;
  trigger?: ReactNode;
  size?: 'normal' | 'wide';
  /** Asked before what leaves the building: it is only closed by an answer. */
  isAlert?: boolean;
  children: ReactNode | ((close: () => void) => ReactNode);
}

/** Over the screen; focus enters it, then returns to what opened it. Props: title, isOpen + onOpenChange or trigger, size, isAlert, children(close). */
export function Dialog({ title, isOpen, onOpenChange, trigger, size = 'normal', isAlert = false, children }: DialogProps) {
  const overlay = (
    <ModalOverlay
      className={styles.overlay ?? ''}
      isDismissable={!isAlert}
      {...(isOpen === undefined ? {} : { isOpen })}
      {...(onOpenChange ? { onOpenChange } : {})}
    >
      <Modal className={(size === 'wide' ? styles.wide : styles.modal) ?? ''}>
        <AriaDialog className={styles.dialog ?? ''} role={isAlert ? 'alertdialog' : 'dialog'}>
          {({ close }) => (
            <>
              <header className={styles.header}>
                <Heading slot="title" className={styles.title ?? ''}>
                  {title}
                </Heading>
                <IconButton icon="x" label="Fermer" size="small" onPress={close} />
              </header>
              {typeof children === 'function' ? children(close) : children}
            </>
          )}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
  return trigger ? (
    <DialogTrigger>
      {trigger}
      {overlay}
    </DialogTrigger>
  ) : (
    overlay
  );
}

/** The answers of a dialog, the primary one last. */
export function DialogActions({ children }: { children: ReactNode }) {
  return <div className={styles.actions}>{children}</div>;
}
