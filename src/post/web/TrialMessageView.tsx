import { addressOf } from '../../platform/client.ts';
import { instantInWords } from '../../platform/time.ts';
import { Link } from '../../ui/actions/Link.tsx';
import { useRead } from '../../ui/ask.ts';
import { Callout } from '../../ui/feedback/Callout.tsx';
import { Skeleton } from '../../ui/feedback/Skeleton.tsx';
import { Tabs } from '../../ui/frames/Tabs.tsx';
import { Facts } from '../../ui/signs/Facts.tsx';
import { type OpenedTrialMessage, postApi } from '../contract.ts';
import { MailFrame } from './MailFrame.tsx';
import styles from './TrialMailbox.module.css';

/** One message as it was received: its layout, on a phone too, its text, its headers. */
export function TrialMessageView({ messageId, listAddress }: { messageId: string; listAddress: string }) {
  const { data: message, error } = useRead(postApi.show, { params: { messageId } });
  return (
    <>
      <p className={styles.back}>
        <Link href={listAddress}>Tous les messages</Link>
      </p>
      {error && (
        <Callout tone="danger" title="Ce message n’a pas pu être lu" isLive>
          {error.message}
        </Callout>
      )}
      {!error && !message && <Skeleton lines={8} />}
      {message && <Opened message={message} />}
    </>
  );
}

function Opened({ message }: { message: OpenedTrialMessage }) {
  const subject = message.subject || 'Sans objet';
  const address = addressOf(postApi.showHtml, { params: { messageId: message.id } });
  return (
    <>
      <h2 className={styles.subject}>{subject}</h2>
      <Facts
        facts={[
          { label: 'De', value: message.sender },
          { label: 'À', value: message.recipient },
          { label: 'Reçu le', value: instantInWords(message.receivedAt) },
        ]}
      />
      <Tabs
        label="Manières de lire le message"
        tabs={[
          { id: 'html', label: 'Mise en page', icon: 'device-desktop', content: <MailFrame title={subject} address={address} /> },
          {
            id: 'phone',
            label: 'Téléphone',
            icon: 'device-mobile',
            content: <MailFrame title={`${subject}, sur un téléphone`} address={address} isPhone />,
          },
          { id: 'text', label: 'Texte', icon: 'file-text', content: <Plain text={message.text} /> },
          { id: 'headers', label: 'En-têtes', icon: 'list-details', content: <Headers message={message} /> },
        ]}
      />
    </>
  );
}

const Plain = ({ text }: { text: string }) => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by the keyboard
  <pre className={styles.text} tabIndex={0}>
    {text || 'Ce message n’a pas de version en texte.'}
  </pre>
);

function Headers({ message }: { message: OpenedTrialMessage }) {
  return (
    <dl className={styles.headers}>
      {message.headers.map(({ name, value }, rank) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a message may bear a header twice, and never changes
        <div key={rank}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
