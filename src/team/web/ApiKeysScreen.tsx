import { useState } from 'react';
import { dayInWords, now } from '../../platform/time.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { useRead, useWrite } from '../../ui/ask.ts';
import { Skeleton } from '../../ui/feedback/Skeleton.tsx';
import { announce } from '../../ui/feedback/toasts.ts';
import { Form, Submit } from '../../ui/forms/Form.tsx';
import { RadioGroup } from '../../ui/forms/RadioGroup.tsx';
import { Select } from '../../ui/forms/Select.tsx';
import { TextField } from '../../ui/forms/TextField.tsx';
import { Heading } from '../../ui/frames/Card.tsx';
import { Dialog, DialogActions } from '../../ui/frames/Dialog.tsx';
import { Slab } from '../../ui/frames/Slab.tsx';
import { Badge } from '../../ui/signs/Badge.tsx';
import { type Column, Table } from '../../ui/tables/Table.tsx';
import { type ApiKey, apiKeysApi } from '../contract.ts';
import { roleLabel } from '../labels.ts';
import styles from './door.module.css';
import { HandOver } from './HandOver.tsx';
import { roleChoices } from './MemberDialog.tsx';

/** Keys for the programs that speak with Parvis: the town's site, another application. */
export function ApiKeysScreen() {
  const keys = useRead(apiKeysApi.list);
  const [isAdding, setIsAdding] = useState(false);
  const [secret, setSecret] = useState<string | null>(null);
  return (
    <Slab>
      <div className={styles.top}>
        <Heading
          title="Clés d’API"
          aside={
            <Button look="primary" icon="key" onPress={() => setIsAdding(true)}>
              Créer une clé
            </Button>
          }
        />
      </div>
      <p className={styles.muted}>
        Une clé laisse un autre logiciel lire ou écrire dans Parvis, avec un rôle et une date de fin. Sans autre logiciel, vous
        n’en avez pas besoin.
      </p>
      {!keys.data && <Skeleton />}
      {keys.data && keys.data.items.length > 0 && (
        <Table label="Clés d’API" columns={columns} rows={keys.data.items} idOf={({ id }) => id} nameOf={({ name }) => name} />
      )}
      {isAdding && (
        <AddKey
          onClose={() => setIsAdding(false)}
          onAdded={(given) => {
            setIsAdding(false);
            setSecret(given);
          }}
        />
      )}
      {secret && (
        <Dialog title="Votre nouvelle clé" isOpen onOpenChange={(isOpen) => isOpen || setSecret(null)}>
          <div className={styles.shown}>
            <p>Copiez-la maintenant dans le logiciel qui s’en servira : elle ne sera plus affichée.</p>
            <HandOver secret={secret} action="Copier la clé" />
          </div>
        </Dialog>
      )}
    </Slab>
  );
}

function AddKey({ onClose, onAdded }: { onClose: () => void; onAdded: (secret: string) => void }) {
  const adding = useWrite(apiKeysApi.add, [apiKeysApi.list]);
  return (
    <Dialog title="Créer une clé" isOpen onOpenChange={(isOpen) => isOpen || onClose()}>
      <Form
        schema={apiKeysApi.add.body}
        refusal={adding.error}
        onSubmit={(body) => adding.mutate({ body }, { onSuccess: ({ secret }) => onAdded(secret) })}
      >
        <TextField name="name" label="À quoi servira-t-elle ?" placeholder="Site internet de la commune" autoComplete="off" />
        <RadioGroup name="role" label="Rôle" look="cards" choices={roleChoices} defaultValue="reader" />
        <Select name="expiresInDays" label="Durée" choices={durations} defaultValue="365" />
        <DialogActions>
          <Submit busy={adding.isPending} icon="key">
            Créer la clé
          </Submit>
        </DialogActions>
      </Form>
    </Dialog>
  );
}

const durations = [
  { id: '30', label: '30 jours' },
  { id: '90', label: '3 mois' },
  { id: '365', label: '1 an' },
];

const columns: Column<ApiKey>[] = [
  { id: 'name', label: 'Usage', cell: ({ name }) => name },
  { id: 'role', label: 'Rôle', cell: ({ role }) => roleLabel[role] },
  { id: 'state', label: 'État', cell: (key) => <KeyState apiKey={key} /> },
  {
    id: 'used',
    label: 'Dernier usage',
    isSecondary: true,
    cell: ({ lastUsedOn }) => (lastUsedOn ? dayInWords(lastUsedOn) : 'Jamais'),
  },
  { id: 'acts', label: 'Actions', cell: (key) => (key.revokedAt ? null : <Revoke apiKey={key} />) },
];

function KeyState({ apiKey: { revokedAt, expiresAt } }: { apiKey: ApiKey }) {
  if (revokedAt) return <Badge>{`Révoquée le ${dayInWords(revokedAt)}`}</Badge>;
  if (expiresAt < now()) return <Badge tone="warning">{`Terminée le ${dayInWords(expiresAt)}`}</Badge>;
  return <Badge tone="done">{`Jusqu’au ${dayInWords(expiresAt)}`}</Badge>;
}

function Revoke({ apiKey }: { apiKey: ApiKey }) {
  const revoking = useWrite(apiKeysApi.revoke, [apiKeysApi.list]);
  const revoke = () =>
    revoking.mutate({ params: { apiKeyId: apiKey.id } }, { onSuccess: () => announce(`Clé « ${apiKey.name} » révoquée`) });
  return (
    <Dialog
      title={`Révoquer « ${apiKey.name} »`}
      isAlert
      trigger={
        <Button size="small" aria-label={`Révoquer ${apiKey.name}`}>
          Révoquer
        </Button>
      }
    >
      {(close) => (
        <>
          <p>Le logiciel qui s’en sert sera refusé aussitôt. Une clé révoquée ne revient pas.</p>
          <DialogActions>
            <Button onPress={close}>Garder la clé</Button>
            <Button look="danger" busy={revoking.isPending} onPress={revoke}>
              Révoquer la clé
            </Button>
          </DialogActions>
        </>
      )}
    </Dialog>
  );
}
