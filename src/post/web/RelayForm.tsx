import { useState } from 'react';
import { useWrite } from '../../ui/ask.ts';
import { announce } from '../../ui/feedback/toasts.ts';
import { FieldRow, Form, Submit } from '../../ui/forms/Form.tsx';
import { Select } from '../../ui/forms/Select.tsx';
import { TextField } from '../../ui/forms/TextField.tsx';
import { Dialog, DialogActions } from '../../ui/frames/Dialog.tsx';
import { type RelayTls, type RelayView, relaysApi, relayTls } from '../relays/contract.ts';
import { relayTlsLabel } from '../relays/labels.ts';

export function AddRelay({ onClose }: { onClose: () => void }) {
  const adding = useWrite(relaysApi.add, [relaysApi.list]);
  const told = ({ name }: RelayView) => {
    announce(`Relais «\u00a0${name}\u00a0» ajouté. Envoyez-vous un essai.`);
    onClose();
  };
  return (
    <Dialog title="Ajouter un relais" size="wide" isOpen onOpenChange={(isOpen) => isOpen || onClose()}>
      <Form schema={relaysApi.add.body} refusal={adding.error} onSubmit={(body) => adding.mutate({ body }, { onSuccess: told })}>
        <RelayFields passwordHelp="Il est gardé chiffré, et ne sera plus affiché." />
        <DialogActions>
          <Submit busy={adding.isPending} icon="plus">
            Ajouter le relais
          </Submit>
        </DialogActions>
      </Form>
    </Dialog>
  );
}

export function ChangeRelay({ relay, onClose }: { relay: RelayView; onClose: () => void }) {
  const changing = useWrite(relaysApi.change, [relaysApi.list, relaysApi.showDomain]);
  const told = () => {
    announce('Relais enregistré.');
    onClose();
  };
  return (
    <Dialog title={`Modifier «\u00a0${relay.name}\u00a0»`} size="wide" isOpen onOpenChange={(isOpen) => isOpen || onClose()}>
      <Form
        schema={relaysApi.change.body}
        refusal={changing.error}
        onSubmit={({ password, ...body }) =>
          changing.mutate(
            { params: { relayId: relay.id }, body: password ? { ...body, password } : body, version: relay.version },
            { onSuccess: told },
          )
        }
      >
        <RelayFields
          relay={relay}
          passwordHelp={relay.hasPassword ? 'Laissez vide pour garder celui qui est enregistré.' : 'Aucun n’est enregistré.'}
        />
        <DialogActions>
          <Submit busy={changing.isPending} icon="device-floppy">
            Enregistrer le relais
          </Submit>
        </DialogActions>
      </Form>
    </Dialog>
  );
}

const portOf: Record<RelayTls, string> = { implicit: '465', starttls: '587', never: '25' };
const tlsChoices = relayTls.options.map((id) => ({ id, label: relayTlsLabel[id] }));

function RelayFields({ relay, passwordHelp }: { relay?: RelayView; passwordHelp: string }) {
  const [port, setPort] = useState(String(relay?.port ?? 465));
  const known = (value: string | number | null | undefined) => ({ defaultValue: String(value ?? '') });
  return (
    <>
      <TextField
        name="name"
        label="Nom de ce relais"
        placeholder="Hébergeur de la commune"
        autoComplete="off"
        {...known(relay?.name)}
      />
      <FieldRow>
        <TextField
          name="senderName"
          label="Nom d’expéditeur"
          help="Ce que les personnes lisent en premier."
          placeholder="Mairie de Valmeraude"
          {...known(relay?.senderName)}
        />
        <TextField
          name="senderAddress"
          label="Adresse d’expéditeur"
          type="email"
          help="Au nom de la commune."
          {...known(relay?.senderAddress)}
        />
      </FieldRow>
      <TextField
        name="replyTo"
        label="Adresse de réponse"
        type="email"
        isOptional
        help="Une boîte que quelqu’un lit. Sans elle, les réponses vont à l’expéditeur."
        {...known(relay?.replyTo)}
      />
      <FieldRow>
        <TextField name="host" label="Serveur" placeholder="smtp.fournisseur.fr" autoComplete="off" {...known(relay?.host)} />
        <TextField name="port" label="Port" inputMode="numeric" value={port} onChange={setPort} autoComplete="off" />
      </FieldRow>
      <Select
        name="tls"
        label="Liaison"
        choices={tlsChoices}
        defaultValue={relay?.tls ?? 'implicit'}
        onChange={(tls) => setPort(portOf[tls])}
      />
      <FieldRow>
        <TextField
          name="username"
          label="Nom d’utilisateur"
          isOptional
          help="Donné par votre fournisseur."
          autoComplete="off"
          {...known(relay?.username)}
        />
        <TextField
          name="password"
          label="Mot de passe"
          type="password"
          isOptional
          autoComplete="new-password"
          help={passwordHelp}
        />
      </FieldRow>
      <FieldRow>
        <TextField
          name="hourlyLimit"
          label="Messages par heure"
          isOptional
          inputMode="numeric"
          help="Le reste part à l’heure suivante."
          {...known(relay?.hourlyLimit)}
        />
        <TextField
          name="dailyLimit"
          label="Messages par jour"
          isOptional
          inputMode="numeric"
          help="Le reste part le lendemain."
          {...known(relay?.dailyLimit)}
        />
      </FieldRow>
    </>
  );
}
