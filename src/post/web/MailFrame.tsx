import { classNames } from '../../ui/class-names.ts';
import styles from './MailFrame.module.css';

interface MailFrameProps {
  /** Of the message: « La lettre de novembre ». */
  title: string;
  /** The address that serves the message inert. */
  address: string;
  /** As a phone shows it, 390 px wide. */
  isPhone?: boolean;
}

/** A message as its reader sees it. Nothing in it can act: the server says so, and so does the frame. Props: title, address, isPhone. */
export function MailFrame({ title, address, isPhone = false }: MailFrameProps) {
  return (
    <div className={styles.stage}>
      <iframe
        className={classNames(styles.paper, isPhone && styles.phone)}
        title={title}
        src={address}
        sandbox="allow-popups allow-popups-to-escape-sandbox"
      />
    </div>
  );
}
