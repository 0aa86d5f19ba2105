import { lazy, Suspense, useState } from 'react';
import type { SignedInSession } from '../../team/contract.ts';
import { roleLabel } from '../../team/labels.ts';
import { Icon } from '../../ui/Icon.tsx';
import { Avatar } from '../../ui/signs/Avatar.tsx';
import styles from './Shell.module.css';
import { fullName } from './session.ts';

const AccountPanel = lazy(() => import('./AccountPanel.tsx').then((file) => ({ default: file.AccountPanel })));

/** Who is signed in; opens the look of the app and the way out. */
export function AccountMenu({ session }: { session: SignedInSession }) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <button
        type="button"
        className={styles.account}
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        onClick={() => setIsOpen(true)}
      >
        <Avatar name={fullName(session)} />
        <span>
          <strong>{fullName(session)}</strong>
          <small>{roleLabel[session.member.role]}</small>
        </span>
        <Icon name="selector" size={16} />
      </button>
      {isOpen && (
        <Suspense>
          <AccountPanel session={session} onClose={() => setIsOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
