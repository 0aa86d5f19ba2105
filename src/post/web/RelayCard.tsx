import { useState } from 'react';
import { Button } from '../../ui/actions/Button.tsx';
import { useWrite } from '../../ui/ask.ts';
import { Callout } from '../../ui/feedback/Callout.tsx';
import { announce } from '../../ui/feedback/toasts.ts';
import { Form, Submit } from '../../ui/forms/Form.tsx';
import { TextField } from '../../ui/forms/TextField.tsx';
import { Card } from '../../ui/frames/Card.tsx';
import { Dialog, DialogActions } from '../../ui/frames/Dialog.tsx';
import { Badge } from '../../ui/signs/Badge.tsx';
import { Facts } from '../../ui/signs/Facts.tsx';
import { figure } from '../../ui/words.ts';
import { type RelayView, relaysApi } from '../relays/contract.ts';
import { signingLabel } from '../relays/labels.ts';
import styles from './Channels.module.css';
import { RelayDomain } from './RelayDomain.tsx';
import { ChangeRelay } from './RelayForm.tsx';

/** A relay: who writes by it, how much it takes, whether it is trusted. */
export function RelayCard({ relay, isAlone }: { relay: RelayView; isAlone: boolean }) {
  const [isChanging, setIsChanging] = useState(false);
  const [isDomainShown, setIsDomainShown] = useState(false);
  const preferring = useWrite(relaysApi.prefer, [relaysApi.list]);
  const { name, isPreferred, isWebmail } = relay;
  return (
    <Card title={name} aside={isPreferred && <Badge tone="done">{isAlone ? 'En service' : 'Préféré'}</Badge>}>
      {isWebmail && (
        <Callout tone="warning" title="Adresse d’expéditeur à changer">
          {relay.senderAddress} appartient à un fournisseur grand public : Gmail, Outlook et Yahoo refusent ou cachent les
          messages écrits ainsi par un autre. Demandez une adresse au nom de la commune.
        </Callout>
      )}
      <Facts facts={factsOf(relay)} />
      <div className={styles.acts}>
        <SendRelayTrial relay={relay} />
        <Button aria-label={`Modifier ${name}`} icon="edit-circle" onPress={() => setIsChanging(true)}>
          Modifier
        </Button>
        <Button
          aria-label={`Nom de domaine de ${name}`}
          aria-expanded={isDomainShown}
          icon="shield-check"
          onPress={() => setIsDomainShown(!isDomainShown)}
        >
          Nom de domaine
        </Button>
        {!isPreferred && (
          <Button
            aria-label={`Préférer ${name}`}
            busy={preferring.isPending}
            onPress={() =>
              preferring.mutate(
                { params: { relayId: relay.id } },
                { onSuccess: () => announce(`Les messages partent par ${name}.`) },
              )
            }
          >
            Préférer
          </Button>
        )}
        <RemoveRelay relay={relay} />
      </div>
      {isDomainShown && <RelayDomain relay={relay} />}
      {isChanging && <ChangeRelay relay={relay} onClose={() => setIsChanging(false)} />}
    </Card>
  );
}

function factsOf({ senderName, senderAddress, replyTo, host, port, hourlyLimit, dailyLimit, signing }: RelayView) {
  const limits = [
    hourlyLimit !== null && `${figure(hourlyLimit)} par heure`,
    dailyLimit !== null && `${figure(dailyLimit)} par jour`,
  ].filter(Boolean);
  return [
    { label: 'Expéditeur', value: `${senderName} <${senderAddress}>` },
    { label: 'Réponses', value: replyTo ?? 'À l’expéditeur' },
    { label: 'Serveur', value: `${host}, port ${port}` },
    { label: 'Messages', value: limits.length > 0 ? limits.join(', ') : 'Sans limite' },
    { label: 'Signature', value: signingLabel[signing] },
  ];
}

function SendRelayTrial({ relay }: { relay: RelayView }) {
  const sending = useWrite(relaysApi.sendTrial);
  const told = sending.data;
  return (
    <Dialog
      title={`Essayer «\u00a0${relay.name}\u00a0»`}
      trigger={
        <Button aria-label={`Essayer ${relay.name}`} icon="test-pipe">
          Envoyer un essai
        </Button>
      }
    >
      <Form
        schema={relaysApi.sendTrial.body}
        refusal={sending.error}
        onSubmit={(body) => sending.mutate({ params: { relayId: relay.id }, body })}
      >
        {told && (
          <Callout
            tone={told.state === 'delivered' ? 'done' : 'danger'}
            title={told.state === 'delivered' ? 'Le relais a pris le message' : 'Le relais n’a pas pris le message'}
            isLive
          >
            {told.state === 'delivered'
              ? 'Regardez s’il arrive, et s’il n’est pas classé indésirable.'
              : `Sa réponse\u00a0: «\u00a0${told.reply}\u00a0».`}
          </Callout>
        )}
        <TextField name="email" label="Adresse à laquelle écrire" type="email" autoComplete="email" />
        <DialogActions>
          <Submit busy={sending.isPending} icon="send">
            Envoyer l’essai
          </Submit>
        </DialogActions>
      </Form>
    </Dialog>
  );
}

function RemoveRelay({ relay }: { relay: RelayView }) {
  const removing = useWrite(relaysApi.archive, [relaysApi.list]);
  const remove = () =>
    removing.mutate(
      { params: { relayId: relay.id } },
      { onSuccess: () => announce(`Relais «\u00a0${relay.name}\u00a0» retiré.`) },
    );
  return (
    <Dialog
      title={`Retirer «\u00a0${relay.name}\u00a0»`}
      isAlert
      trigger={
        <Button aria-label={`Retirer ${relay.name}`} icon="trash" look="quiet">
          Retirer
        </Button>
      }
    >
      {(close) => (
        <>
          <p>
            Les lettres en cours finissent de partir par lui. Les suivantes partiront par un autre relais, ou iront à la boîte
            d’essai.
          </p>
          <DialogActions>
            <Button onPress={close}>Garder le relais</Button>
            <Button look="danger" busy={removing.isPending} onPress={remove}>
              Retirer le relais
            </Button>
          </DialogActions>
        </>
      )}
    </Dialog>
  );
}
