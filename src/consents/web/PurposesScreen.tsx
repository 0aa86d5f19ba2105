import { useState } from 'react';
import { townHallApi } from '../../townhalls/contract.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { IconButton } from '../../ui/actions/IconButton.tsx';
import { Link } from '../../ui/actions/Link.tsx';
import { Menu, type MenuEntry } from '../../ui/actions/Menu.tsx';
import { useRead, useWrite } from '../../ui/ask.ts';
import { Callout, Why } from '../../ui/feedback/Callout.tsx';
import { Skeleton } from '../../ui/feedback/Skeleton.tsx';
import { announce } from '../../ui/feedback/toasts.ts';
import { Heading } from '../../ui/frames/Card.tsx';
import { Slab } from '../../ui/frames/Slab.tsx';
import { Badge } from '../../ui/signs/Badge.tsx';
import { type Column, Table } from '../../ui/tables/Table.tsx';
import { consentsApi, type Purpose } from '../contract.ts';
import { legalBasisLabel, retentionInWords } from '../labels.ts';
import { AddPurpose, ChangePurpose } from './PurposeDialog.tsx';
import styles from './purposes.module.css';

type Open = { kind: 'adding' } | { kind: 'changing'; purpose: Purpose } | null;

const everyPurpose = { query: { include: 'all' as const } };

/** What the mairie keeps people's data for: without one of these, nothing is written, sent or collected. */
export function PurposesScreen() {
  const purposes = useRead(consentsApi.listPurposes, everyPurpose);
  const [open, setOpen] = useState<Open>(null);
  const acts = useActs(setOpen);
  const refusal = acts.error ?? purposes.error;
  return (
    <Slab>
      {refusal && (
        <Callout tone="danger" title="Ce n’est pas possible" isLive>
          {refusal.message}
        </Callout>
      )}
      <div className={styles.top}>
        <Heading
          title="Finalités"
          aside={
            <Button look="primary" icon="plus" onPress={() => setOpen({ kind: 'adding' })}>
              Ajouter une finalité
            </Button>
          }
        />
        <p className={styles.intro}>
          Une finalité dit à quoi servent les données, et sur quelle base la mairie s’en sert. Aucun envoi, aucun formulaire et
          aucun import ne se fait sans elle.
        </p>
      </div>
      {purposes.data ? (
        <Table
          label="Finalités"
          columns={[...columns, actsColumn(acts.entriesOf)]}
          rows={purposes.data}
          idOf={({ id }) => id}
          nameOf={({ name }) => name}
        />
      ) : (
        <Skeleton />
      )}
      <Why>
        L’intérêt légitime n’est pas dans la liste&nbsp;: le RGPD (article 6, paragraphe 1, dernier alinéa) ne l’ouvre pas aux
        missions des autorités publiques.
      </Why>
      <p className={styles.intro}>
        Bulletin, affiche, saisie des réponses&nbsp;: <Link href="/contacts/accords">Collecter des accords</Link>
      </p>
      <Officer />
      {open?.kind === 'adding' && <AddPurpose onClose={() => setOpen(null)} />}
      {open?.kind === 'changing' && <ChangePurpose purpose={open.purpose} onClose={() => setOpen(null)} />}
    </Slab>
  );
}

/** Whom people may write to about their data: shown under every form, hence here. */
function Officer() {
  const { data: townHall } = useRead(townHallApi.show);
  if (!townHall) return null;
  return (
    <p className={styles.intro}>
      Délégué à la protection des données&nbsp;: {townHall.dpoName || 'pas encore nommé'}
      {townHall.dpoEmail && `, ${townHall.dpoEmail}`}. <Link href="/reglages/mairie">Changer</Link>
    </p>
  );
}

function useActs(setOpen: (open: Open) => void) {
  const archiving = useWrite(consentsApi.archivePurpose, [consentsApi.listPurposes]);
  const restoring = useWrite(consentsApi.restorePurpose, [consentsApi.listPurposes]);
  const paramsOf = ({ id: purposeId }: Purpose) => ({ params: { purposeId } });
  const restore = (purpose: Purpose) =>
    restoring.mutate(paramsOf(purpose), { onSuccess: () => announce(`«\u00a0${purpose.name}\u00a0» rouverte`) });
  const archive = (purpose: Purpose) =>
    archiving.mutate(paramsOf(purpose), {
      onSuccess: () => announce(`«\u00a0${purpose.name}\u00a0» archivée`, () => restore(purpose)),
    });
  const entriesOf = (purpose: Purpose): MenuEntry[] =>
    purpose.archivedAt
      ? [{ id: 'restore', label: 'Rouvrir', icon: 'arrow-back-up', onAction: () => restore(purpose) }]
      : [
          { id: 'change', label: 'Changer', icon: 'pencil', onAction: () => setOpen({ kind: 'changing', purpose }) },
          { id: 'archive', label: 'Archiver', icon: 'archive', onAction: () => archive(purpose) },
        ];
  return { entriesOf, error: archiving.error ?? restoring.error };
}

const columns: Column<Purpose>[] = [
  {
    id: 'name',
    label: 'Finalité',
    cell: ({ name, description }) => (
      <span className={styles.cell}>
        {name}
        {description && <small>{description}</small>}
      </span>
    ),
  },
  { id: 'basis', label: 'Base légale', cell: ({ legalBasis }) => legalBasisLabel[legalBasis] },
  {
    id: 'retention',
    label: 'Conservation',
    isSecondary: true,
    cell: ({ retentionMonths }) => retentionInWords(retentionMonths),
  },
  {
    id: 'state',
    label: 'État',
    isSecondary: true,
    cell: ({ archivedAt, isOpenToMinors }) => (
      <span className={styles.badges}>
        {archivedAt ? <Badge tone="neutral">Archivée</Badge> : <Badge tone="done">En service</Badge>}
        {isOpenToMinors && <Badge tone="outline">Ouverte aux mineurs</Badge>}
      </span>
    ),
  },
];

const actsColumn = (entriesOf: (purpose: Purpose) => MenuEntry[]): Column<Purpose> => ({
  id: 'acts',
  label: 'Actions',
  cell: (purpose) => (
    <Menu
      label={`Actions pour ${purpose.name}`}
      trigger={<IconButton icon="dots" label={`Actions pour ${purpose.name}`} size="small" />}
      entries={entriesOf(purpose)}
    />
  ),
});
