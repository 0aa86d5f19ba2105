import { useState } from 'react';
import { folded } from '../../../platform/text.ts';
import { Button } from '../../../ui/actions/Button.tsx';
import { useRead, useWrite } from '../../../ui/ask.ts';
import { announce } from '../../../ui/feedback/toasts.ts';
import { Checkbox } from '../../../ui/forms/Checkbox.tsx';
import { ComboBox } from '../../../ui/forms/ComboBox.tsx';
import { FieldRow } from '../../../ui/forms/Form.tsx';
import { FormDialog } from '../../../ui/forms/FormDialog.tsx';
import type { Choice } from '../../../ui/forms/Option.tsx';
import { DayField } from '../../../ui/forms/TextField.tsx';
import type { Contact, ContactKind } from '../../contract.ts';
import { fullName } from '../../labels.ts';
import { type Membership, membershipsApi } from '../../memberships/contract.ts';
import { usualRoles } from '../../memberships/labels.ts';

/** Contacts of one kind that answer to what is typed. */
export type UseFound = (text: string, kind: ContactKind) => Choice[];

interface MembershipDialogProps {
  contact: Contact;
  useFound: UseFound;
  /** Absent: a new one. */
  membership?: Membership;
  onClose: () => void;
}

/** Who does what where, since when, and through whom the organization is reached. */
export function MembershipDialog({ contact, useFound, membership, onClose }: MembershipDialogProps) {
  const isPerson = contact.kind === 'person';
  const [otherId, setOtherId] = useState<string | null>(null);
  const [typed, setTyped] = useState('');
  const [role, setRole] = useState(membership?.role.label ?? '');
  const [isMainContact, setMainContact] = useState(membership?.isMainContact ?? false);
  const found = useFound(typed, isPerson ? 'organization' : 'person');
  const saving = useMembershipSaving(contact, onClose);

  const save = (values: Record<string, string | string[]>) => {
    const body = { role, since: String(values['since'] ?? ''), until: String(values['until'] ?? ''), isMainContact };
    if (membership) return saving.change(membership, body);
    const [personId, organizationId] = isPerson ? [contact.id, otherId ?? ''] : [otherId ?? '', contact.id];
    saving.add({ ...body, personId, organizationId });
  };

  return (
    <FormDialog
      title={
        membership ? `Fonction de ${fullName(membership.person)}` : isPerson ? 'Ajouter une fonction' : 'Ajouter une personne'
      }
      refusal={saving.refusal}
      onSubmit={save}
      submitLabel={membership ? 'Enregistrer la fonction' : 'Ajouter la fonction'}
      isBusy={saving.isPending}
      otherAct={
        membership && (
          <Button look="danger" icon="trash" onPress={() => saving.remove(membership)}>
            Retirer ce lien
          </Button>
        )
      }
      onClose={onClose}
    >
      {!membership && (
        <ComboBox
          name={isPerson ? 'organizationId' : 'personId'}
          label={isPerson ? 'Structure' : 'Personne'}
          help="Écrivez quelques lettres de son nom."
          choices={found}
          value={otherId}
          typed={typed}
          onType={setTyped}
          onChange={(id) => {
            setOtherId(id);
            setTyped(found.find((one) => one.id === id)?.label ?? '');
          }}
          isRequired
        />
      )}
      <RoleField role={role} onChange={setRole} />
      <FieldRow>
        <DayField name="since" label="Depuis le" defaultValue={membership?.since ?? ''} isOptional />
        <DayField name="until" label="Jusqu’au" defaultValue={membership?.until ?? ''} isOptional />
      </FieldRow>
      <Checkbox
        isSelected={isMainContact}
        onChange={setMainContact}
        help="Ses coordonnées sont montrées sur la fiche de la structure."
      >
        Personne à contacter pour la structure
      </Checkbox>
    </FormDialog>
  );
}

/** Those the mairie already uses, those one often meets, or a new one. */
function RoleField({ role, onChange }: { role: string; onChange: (role: string) => void }) {
  const { data } = useRead(membershipsApi.roles);
  const known = (data?.items ?? []).map(({ label }) => label);
  const choices = [...new Set([...known, ...usualRoles])]
    .filter((label) => folded(label).includes(folded(role)))
    .map((label) => ({ id: label, label }));
  return (
    <ComboBox
      name="role"
      label="Fonction"
      choices={choices}
      typed={role}
      onType={onChange}
      onChange={(chosen) => chosen !== null && onChange(chosen)}
      acceptsOthers
      isRequired
    />
  );
}

function useMembershipSaving(contact: Contact, onClose: () => void) {
  const refresh = [membershipsApi.list, membershipsApi.roles];
  const adding = useWrite(membershipsApi.add, refresh);
  const changing = useWrite(membershipsApi.change, refresh);
  const removing = useWrite(membershipsApi.remove, refresh);
  const done = (said: string, undo?: () => void) => ({
    onSuccess: () => {
      announce(said, undo);
      onClose();
    },
  });
  type Body = Parameters<typeof membershipsApi.change.body.parse>[0] & { role: string };
  return {
    add: (body: Body & { personId: string; organizationId: string }) => adding.mutate({ body }, done('Fonction ajoutée')),
    change: ({ id, version }: Membership, body: Body) =>
      changing.mutate({ params: { membershipId: id }, version, body }, done('Fonction enregistrée')),
    remove: ({ id, person, organization, role, since, until, isMainContact }: Membership) =>
      removing.mutate(
        { params: { membershipId: id } },
        done(`Lien avec ${fullName(contact.kind === 'person' ? organization : person)} retiré`, () =>
          adding.mutate({
            body: { personId: person.id, organizationId: organization.id, role: role.label, since, until, isMainContact },
          }),
        ),
      ),
    refusal: adding.error ?? changing.error ?? removing.error,
    isPending: adding.isPending || changing.isPending,
  };
}
