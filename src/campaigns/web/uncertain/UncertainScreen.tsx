import { useState } from 'react';
import type { UncertainDelivery } from '../../../messages/evidence/contract.ts';
import { lastStepLabel, verdictLabel } from '../../../messages/evidence/labels.ts';
import type { Refusal } from '../../../platform/client.ts';
import { instantInWords } from '../../../platform/time.ts';
import { Button } from '../../../ui/actions/Button.tsx';
import { ButtonLink, PlainLink } from '../../../ui/actions/Link.tsx';
import { SelectionAct, SelectionBar } from '../../../ui/actions/SelectionBar.tsx';
import { usePages, useRead } from '../../../ui/ask.ts';
import { Callout } from '../../../ui/feedback/Callout.tsx';
import { EmptyState } from '../../../ui/feedback/EmptyState.tsx';
import { Skeleton } from '../../../ui/feedback/Skeleton.tsx';
import { Card } from '../../../ui/frames/Card.tsx';
import { PageHeader } from '../../../ui/frames/PageHeader.tsx';
import { Slab } from '../../../ui/frames/Slab.tsx';
import { useLive } from '../../../ui/live.ts';
import { useMay } from '../../../ui/permissions.ts';
import { useParam } from '../../../ui/place.ts';
import { type Column, Table } from '../../../ui/tables/Table.tsx';
import { counted } from '../../../ui/words.ts';
import { type Campaign, campaignsApi } from '../../contract.ts';
import { uncertainApi } from '../../uncertain/contract.ts';
import { ReadJournal } from './ReadJournal.tsx';
import { SettleDialog } from './SettleDialog.tsx';

/** Messages nobody can answer for: who, when, what is known; an agent settles them on evidence. */
export function UncertainScreen() {
  const campaignId = useParam('campaignId');
  const params = { campaignId };
  useLive({ campaign: [campaignsApi.show, uncertainApi.list, uncertainApi.listSettlements] });
  const { data: campaign, error } = useRead(campaignsApi.show, { params });
  const pages = usePages(uncertainApi.list, { params, query: { limit: 200 } });
  const maySend = useMay('campaigns.send');
  const [ticked, tick] = useState<ReadonlySet<string>>(new Set());
  const [settling, settle] = useState<'ticked' | 'all' | null>(null);
  const count = campaign?.totals.uncertain ?? 0;
  return (
    <>
      <PageHeader
        title="Remises incertaines"
        breadcrumb={[
          { label: 'Envois', href: '/envois' },
          { label: campaign?.name ?? 'Envoi', href: `/envois/${campaignId}` },
        ]}
        subtitle={count > 0 && whyUncertain}
        actions={
          maySend &&
          count > 0 && (
            <>
              <ReadJournal campaignId={campaignId} />
              <Button onPress={() => settle('all')}>Trancher toutes</Button>
            </>
          )
        }
      />
      <Beginning campaign={campaign} problem={error ?? pages.error} />
      {count > 0 && pages.items.length > 0 && (
        <Table
          label="Remises incertaines"
          columns={columns}
          rows={pages.items}
          idOf={(one) => one.id}
          nameOf={nameOf}
          onEnd={pages.more}
          {...(maySend ? { selection: ticked, onSelect: tick } : {})}
        />
      )}
      <Settled campaignId={campaignId} />
      {ticked.size > 0 && (
        <SelectionBar summary={counted(ticked.size, 'message', 'messages')} onClear={() => tick(new Set())}>
          <SelectionAct look="primary" onPress={() => settle('ticked')}>
            Trancher
          </SelectionAct>
        </SelectionBar>
      )}
      <SettleDialog
        key={settling ?? 'none'}
        campaignId={campaignId}
        isOpen={settling !== null}
        count={settling === 'all' ? count : ticked.size}
        deliveryIds={settling === 'all' ? undefined : [...ticked]}
        onClose={(isDone) => {
          settle(null);
          if (isDone) tick(new Set());
        }}
      />
    </>
  );
}

const whyUncertain =
  'La liaison ou le programme s’est arrêté au moment de la remise. Parvis ne les renvoie jamais de lui-même\u00a0: la personne pourrait recevoir la lettre deux fois. Cherchez-les dans le journal du relais, puis tranchez.';

/** What is said where there is no list. */
function Beginning({ campaign, problem }: { campaign: Campaign | undefined; problem: Refusal | null }) {
  if (campaign && campaign.totals.uncertain > 0 && !problem) return null;
  return (
    <Slab>
      {problem && (
        <Callout tone="danger" title="Ces remises n’ont pas pu être lues" isLive>
          {problem.message}
        </Callout>
      )}
      {!problem && !campaign && <Skeleton lines={6} />}
      {!problem && campaign && (
        <EmptyState
          title="Aucune remise incertaine"
          action={<ButtonLink href={`/envois/${campaign.id}`}>Retour à l’envoi</ButtonLink>}
        >
          De chaque message de cet envoi, on sait s’il est arrivé ou non.
        </EmptyState>
      )}
    </Slab>
  );
}

const nameOf = ({ name }: UncertainDelivery) => name ?? 'Fiche effacée';

const columns: Column<UncertainDelivery>[] = [
  {
    id: 'name',
    label: 'Personne',
    cell: (one) => (one.contactId ? <PlainLink href={`/contacts/${one.contactId}`}>{nameOf(one)}</PlainLink> : nameOf(one)),
  },
  { id: 'address', label: 'Adresse', cell: ({ address }) => address ?? '–' },
  { id: 'when', label: 'Remise le', cell: ({ handedAt }) => (handedAt ? instantInWords(handedAt) : '–') },
  { id: 'step', label: 'Dernière étape connue', cell: ({ lastStep }) => lastStepLabel[lastStep] },
  { id: 'relay', label: 'Relais', isSecondary: true, cell: ({ relayName }) => relayName ?? 'Relais commun' },
  { id: 'message', label: 'Numéro du message', isSecondary: true, cell: ({ messageId }) => <code>{messageId}</code> },
];

/** Who settled what, and on what evidence. */
function Settled({ campaignId }: { campaignId: string }) {
  const { data = [] } = useRead(uncertainApi.listSettlements, { params: { campaignId } });
  if (data.length === 0) return null;
  return (
    <Slab>
      <Card title="Déjà tranchées">
        <ul>
          {data.map(({ verdict, reason, settledAt, settledBy, count }) => (
            <li key={`${settledAt} ${verdict} ${reason}`}>
              <strong>{`${verdictLabel[verdict]}\u00a0: ${counted(count, 'message', 'messages')}.`}</strong>{' '}
              {`${settledBy}, le ${instantInWords(settledAt)}\u00a0: «\u00a0${reason}\u00a0»`}
            </li>
          ))}
        </ul>
      </Card>
    </Slab>
  );
}
