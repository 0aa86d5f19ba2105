import { useState } from 'react';
import { dayInWords, instantInWords } from '../../platform/time.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { IconButton } from '../../ui/actions/IconButton.tsx';
import { Menu, type MenuEntry } from '../../ui/actions/Menu.tsx';
import { useRead, useWrite } from '../../ui/ask.ts';
import { Callout } from '../../ui/feedback/Callout.tsx';
import { Skeleton } from '../../ui/feedback/Skeleton.tsx';
import { announce } from '../../ui/feedback/toasts.ts';
import { Heading } from '../../ui/frames/Card.tsx';
import { Slab } from '../../ui/frames/Slab.tsx';
import { Badge, type Tone } from '../../ui/signs/Badge.tsx';
import { type Column, Table } from '../../ui/tables/Table.tsx';
import { type MemberState, type TeamMember, teamApi } from '../contract.ts';
import { memberStateLabel, roleLabel } from '../labels.ts';
import styles from './door.module.css';
import { LinkDialog, type LinkToHandOver } from './LinkDialog.tsx';
import { AddMember, ChangeMember, nameOf } from './MemberDialog.tsx';

type Open = { kind: 'adding' } | { kind: 'changing'; member: TeamMember } | { kind: 'link'; given: LinkToHandOver } | null;

/** Who works with Parvis at the mairie, and what each may do. */
export function TeamScreen() {
  const team = useRead(teamApi.list);
  const [open, setOpen] = useState<Open>(null);
  const acts = useActs(setOpen);
  return (
    <Slab>
      {acts.error && (
        <Callout tone="danger" title="Ce n’est pas possible" isLive>
          {acts.error.message}
        </Callout>
      )}
      <div className={styles.top}>
        <Heading
          title="Équipe et droits"
          aside={
            <Button look="primary" icon="user-plus" onPress={() => setOpen({ kind: 'adding' })}>
              Ajouter une personne
            </Button>
          }
        />
      </div>
      {team.data ? (
        <Table
          label="Équipe"
          columns={[...columns, actsColumn(acts.entriesOf)]}
          rows={team.data.items}
          idOf={({ id }) => id}
          nameOf={nameOf}
        />
      ) : (
        <Skeleton />
      )}
      {open?.kind === 'adding' && (
        <AddMember onClose={() => setOpen(null)} onAdded={(given) => setOpen({ kind: 'link', given })} />
      )}
      {open?.kind === 'changing' && <ChangeMember member={open.member} onClose={() => setOpen(null)} />}
      {open?.kind === 'link' && <LinkDialog given={open.given} onClose={() => setOpen(null)} />}
    </Slab>
  );
}

/** What may be done with someone of the team; closing an access is undone from its toast. */
function useActs(setOpen: (open: Open) => void) {
  const closing = useWrite(teamApi.close, [teamApi.list]);
  const reopening = useWrite(teamApi.reopen, [teamApi.list]);
  const linking = useWrite(teamApi.issueLink, [teamApi.list]);
  const paramsOf = (member: TeamMember) => ({ params: { memberId: member.id } });
  const reopen = (member: TeamMember) =>
    reopening.mutate(paramsOf(member), { onSuccess: () => announce(`Accès de ${nameOf(member)} rouvert`) });
  const close = (member: TeamMember) =>
    closing.mutate(paramsOf(member), { onSuccess: () => announce(`Accès de ${nameOf(member)} fermé`, () => reopen(member)) });
  const link = (member: TeamMember) =>
    linking.mutate(paramsOf(member), {
      onSuccess: (given) => setOpen({ kind: 'link', given: { name: nameOf(member), link: given } }),
    });

  const entriesOf = (member: TeamMember): MenuEntry[] =>
    member.state === 'closed'
      ? [{ id: 'reopen', label: 'Rouvrir l’accès', icon: 'door-enter', onAction: () => reopen(member) }]
      : [
          {
            id: 'change',
            label: 'Changer le nom ou le rôle',
            icon: 'pencil',
            onAction: () => setOpen({ kind: 'changing', member }),
          },
          { id: 'link', label: 'Donner un nouveau lien de connexion', icon: 'link', onAction: () => link(member) },
          { id: 'close', label: 'Fermer l’accès', icon: 'lock', isDangerous: true, onAction: () => close(member) },
        ];
  return { entriesOf, error: closing.error ?? reopening.error ?? linking.error };
}

const toneOf: Record<MemberState, Tone> = { invited: 'warning', active: 'done', closed: 'neutral' };

const columns: Column<TeamMember>[] = [
  {
    id: 'name',
    label: 'Nom',
    cell: (member) => (
      <span className={styles.cell}>
        {nameOf(member)}
        <small>{member.email}</small>
      </span>
    ),
  },
  { id: 'role', label: 'Rôle', cell: ({ role }) => roleLabel[role] },
  { id: 'state', label: 'Accès', cell: ({ state }) => <Badge tone={toneOf[state]}>{memberStateLabel[state]}</Badge> },
  {
    id: 'factor',
    label: 'Double protection',
    isSecondary: true,
    cell: ({ hasSecondFactor }) => (hasSecondFactor ? 'Application enregistrée' : 'Pas encore'),
  },
  {
    id: 'charter',
    label: 'Charte',
    isSecondary: true,
    cell: ({ charterAcceptedAt }) => (charterAcceptedAt ? `Acceptée le ${dayInWords(charterAcceptedAt)}` : 'Pas encore'),
  },
  {
    id: 'seen',
    label: 'Dernière visite',
    isSecondary: true,
    cell: ({ lastSeenAt }) => (lastSeenAt ? instantInWords(lastSeenAt) : 'Jamais'),
  },
];

const actsColumn = (entriesOf: (member: TeamMember) => MenuEntry[]): Column<TeamMember> => ({
  id: 'acts',
  label: 'Actions',
  cell: (member) => (
    <Menu
      label={`Actions pour ${nameOf(member)}`}
      trigger={<IconButton icon="dots" label={`Actions pour ${nameOf(member)}`} size="small" />}
      entries={entriesOf(member)}
    />
  ),
});
