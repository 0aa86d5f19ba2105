import { instantInWords } from '../../platform/time.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { PlainLink } from '../../ui/actions/Link.tsx';
import { usePages, useWrite } from '../../ui/ask.ts';
import { Callout } from '../../ui/feedback/Callout.tsx';
import { EmptyState } from '../../ui/feedback/EmptyState.tsx';
import { Skeleton } from '../../ui/feedback/Skeleton.tsx';
import { announce } from '../../ui/feedback/toasts.ts';
import { Dialog, DialogActions } from '../../ui/frames/Dialog.tsx';
import { PageHeader } from '../../ui/frames/PageHeader.tsx';
import { Slab } from '../../ui/frames/Slab.tsx';
import { useLive } from '../../ui/live.ts';
import { useMay } from '../../ui/permissions.ts';
import { useInAddress } from '../../ui/place.ts';
import { postApi, type TrialMessage } from '../contract.ts';
import styles from './TrialMailbox.module.css';
import { TrialMessageView } from './TrialMessageView.tsx';

const HERE = '/boite-d-essai';

/** What would have left, had a mail relay been set: nothing here reached anyone. */
export function TrialMailboxScreen() {
  const [opened] = useInAddress('message');
  useLive({ trial_message: [postApi.list] });
  const pages = usePages(postApi.list);
  const mayClear = useMay('campaigns.write');
  const isEmpty = !pages.isLoading && !pages.error && pages.items.length === 0;

  return (
    <>
      <PageHeader
        title="Boîte d’essai"
        subtitle="Les messages gardés ici n’ont été remis à personne."
        actions={mayClear && pages.items.length > 0 && <Clear />}
      />
      {pages.isLoading && (
        <Slab>
          <Skeleton lines={6} />
        </Slab>
      )}
      {pages.error && (
        <Slab>
          <Callout tone="danger" title="La boîte d’essai n’a pas pu être lue" isLive>
            {pages.error.message}
          </Callout>
        </Slab>
      )}
      {isEmpty && <NothingYet />}
      {pages.items.length > 0 && (
        <div className={styles.mailbox} {...(opened ? { 'data-open': '' } : {})}>
          <nav aria-label="Messages reçus" className={styles.list}>
            <ul>
              {pages.items.map((message) => (
                <li key={message.id}>
                  <Line message={message} isOpen={message.id === opened} />
                </li>
              ))}
            </ul>
            {pages.hasMore && <Button onPress={pages.more}>Voir les messages plus anciens</Button>}
          </nav>
          <section aria-label="Message ouvert" className={styles.opened}>
            {opened ? (
              <TrialMessageView key={opened} messageId={opened} listAddress={HERE} />
            ) : (
              <p className={styles.hint}>Choisissez un message pour le lire comme son destinataire.</p>
            )}
          </section>
        </div>
      )}
    </>
  );
}

function Line({ message, isOpen }: { message: TrialMessage; isOpen: boolean }) {
  return (
    <PlainLink href={`${HERE}?message=${message.id}`} {...(isOpen ? { 'aria-current': 'true' as const } : {})}>
      <strong>{message.recipient}</strong>
      <span>{message.subject || 'Sans objet'}</span>
      <small>{instantInWords(message.receivedAt)}</small>
    </PlainLink>
  );
}

function NothingYet() {
  return (
    <EmptyState title="Aucun message pour l’instant">
      Tant qu’aucune messagerie n’est réglée, tout ce que la mairie envoie s’arrête ici&nbsp;: rien ne part, et vous lisez chaque
      message comme ses destinataires.
    </EmptyState>
  );
}

/** Nothing brings these messages back, hence the question. */
function Clear() {
  const [, open] = useInAddress('message');
  const clearing = useWrite(postApi.clear, [postApi.list]);
  return (
    <Dialog title="Vider la boîte d’essai" isAlert trigger={<Button icon="trash">Vider la boîte</Button>}>
      {(close) => (
        <>
          <p>Tous les messages reçus ici seront effacés. Les envois et leurs bilans restent.</p>
          {clearing.error && (
            <Callout tone="danger" title="La boîte n’a pas été vidée" isLive>
              {clearing.error.message}
            </Callout>
          )}
          <DialogActions>
            <Button onPress={close}>Garder les messages</Button>
            <Button
              look="danger"
              icon="trash"
              busy={clearing.isPending}
              onPress={() =>
                clearing.mutate(
                  {},
                  {
                    onSuccess: () => {
                      close();
                      open('');
                      announce('Boîte d’essai vidée.');
                    },
                  },
                )
              }
            >
              Vider la boîte
            </Button>
          </DialogActions>
        </>
      )}
    </Dialog>
  );
}
