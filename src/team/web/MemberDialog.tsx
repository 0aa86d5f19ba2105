import { useWrite } from '../../ui/ask.ts';
import { FieldRow, Form, Submit } from '../../ui/forms/Form.tsx';
import { RadioGroup } from '../../ui/forms/RadioGroup.tsx';
import { TextField } from '../../ui/forms/TextField.tsx';
import { Dialog, DialogActions } from '../../ui/frames/Dialog.tsx';
import { role, type TeamMember, teamApi } from '../contract.ts';
import { roleHelp, roleLabel } from '../labels.ts';
import type { LinkToHandOver } from './LinkDialog.tsx';

export const roleChoices = role.options.map((id) => ({ id, label: roleLabel[id], help: roleHelp[id] }));

/** Adds someone to the team; the link to hand over comes back. */
export function AddMember({ onClose, onAdded }: { onClose: () => void; onAdded: (given: LinkToHandOver) => void }) {
  const adding = useWrite(teamApi.add, [teamApi.list]);
  return (
    <Dialog title="Ajouter une personne" isOpen onOpenChange={(isOpen) => isOpen || onClose()}>
      <Form
        schema={teamApi.add.body}
        refusal={adding.error}
        onSubmit={(body) => adding.mutate({ body }, { onSuccess: ({ member, link }) => onAdded({ name: nameOf(member), link }) })}
      >
        <NameFields />
        <TextField name="email" label="Adresse e-mail" type="email" help="Elle servira à se connecter." />
        <RadioGroup name="role" label="Rôle" look="cards" choices={roleChoices} defaultValue="editor" />
        <DialogActions>
          <Submit busy={adding.isPending} icon="user-plus">
            Ajouter à l’équipe
          </Submit>
        </DialogActions>
      </Form>
    </Dialog>
  );
}

export function ChangeMember({ member, onClose }: { member: TeamMember; onClose: () => void }) {
  const changing = useWrite(teamApi.change, [teamApi.list]);
  return (
    <Dialog title={nameOf(member)} isOpen onOpenChange={(isOpen) => isOpen || onClose()}>
      <Form
        schema={teamApi.change.body}
        refusal={changing.error}
        onSubmit={(body) =>
          changing.mutate({ params: { memberId: member.id }, body, version: member.version }, { onSuccess: onClose })
        }
      >
        <NameFields {...member} />
        <RadioGroup name="role" label="Rôle" look="cards" choices={roleChoices} defaultValue={member.role} />
        <DialogActions>
          <Submit busy={changing.isPending} icon="device-floppy">
            Enregistrer
          </Submit>
        </DialogActions>
      </Form>
    </Dialog>
  );
}

export const nameOf = ({ firstName, lastName }: { firstName: string; lastName: string }): string =>
  `${firstName} ${lastName}`.trim();

const NameFields = ({ firstName = '', lastName = '' }: { firstName?: string; lastName?: string }) => (
  <FieldRow>
    <TextField name="firstName" label="Prénom" isOptional defaultValue={firstName} autoComplete="off" />
    <TextField name="lastName" label="Nom" defaultValue={lastName} autoComplete="off" />
  </FieldRow>
);
