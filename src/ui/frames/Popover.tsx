import type { ReactNode } from 'react';
import { Popover as AriaPopover, Dialog, DialogTrigger } from 'react-aria-components/Popover';
import styles from './Dialog.module.css';

interface PopoverProps {
  /** A `Button` or an `IconButton`. */
  trigger: ReactNode;
  /** Its spoken name. */
  label: string;
  onOpenChange?: (isOpen: boolean) => void;
  children: ReactNode | ((close: () => void) => ReactNode);
}

/** Beside what opened it; Échap closes it. Props: trigger, label, onOpenChange, children(close). */
export function Popover({ trigger, label, onOpenChange, children }: PopoverProps) {
  return (
    <DialogTrigger {...(onOpenChange ? { onOpenChange } : {})}>
      {trigger}
      <AriaPopover className={styles.popover ?? ''} offset={6}>
        <Dialog aria-label={label} className={styles.popoverBody ?? ''}>
          {({ close }) => (typeof children === 'function' ? children(close) : children)}
        </Dialog>
      </AriaPopover>
    </DialogTrigger>
  );
}
