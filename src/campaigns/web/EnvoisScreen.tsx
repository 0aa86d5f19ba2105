import { instantInWords } from '../../platform/time.ts';
import { ButtonLink, PlainLink } from '../../ui/actions/Link.tsx';
import { usePages } from '../../ui/ask.ts';
import { Callout } from '../../ui/feedback/Callout.tsx';
import { EmptyState } from '../../ui/feedback/EmptyState.tsx';
import { Skeleton } from '../../ui/feedback/Skeleton.tsx';
import { PageHeader } from '../../ui/frames/PageHeader.tsx';
import { Slab } from '../../ui/frames/Slab.tsx';
import { useLive } from '../../ui/live.ts';
import { useMay } from '../../ui/permissions.ts';
import { useGo } from '../../ui/place.ts';
import { Badge, type Tone } from '../../ui/signs/Badge.tsx';
import { type Column, Table } from '../../ui/tables/Table.tsx';
import { figure } from '../../ui/words.ts';
import { type CampaignLine, type CampaignState, campaignsApi } from '../contract.ts';
import { campaignStateLabel } from '../labels.ts';

/** Every letter, begun or sent, with what came of it. */
export function EnvoisScreen() {
  const go = useGo();
  const mayWrite = useMay('campaigns.write');
  useLive({ campaign: [campaignsApi.list] });
  const pages = usePages(campaignsApi.list);
  const isEmpty = !pages.isLoading && !pages.error && pages.items.length === 0;
  const begin = mayWrite && (
    <ButtonLink href="/envois/nouveau" look="primary" icon="pencil-plus">
      Écrire une lettre
    </ButtonLink>
  );

  return (
    <>
      <PageHeader title="Envois" actions={!isEmpty && begin} />
      {(pages.isLoading || pages.error) && (
        <Slab>
          {pages.isLoading && <Skeleton lines={6} />}
          {pages.error && (
            <Callout tone="danger" title="Les envois n’ont pas pu être lus" isLive>
              {pages.error.message}
            </Callout>
          )}
        </Slab>
      )}
      {isEmpty && (
        <EmptyState title="Aucun envoi pour l’instant" action={begin}>
          Écrivez une première lettre&nbsp;: vous verrez qui la recevra, et qui non, avant qu’elle parte.
        </EmptyState>
      )}
      {pages.items.length > 0 && (
        <Table
          label="Envois"
          columns={columns}
          rows={pages.items}
          idOf={(one) => one.id}
          nameOf={(one) => one.name}
          onOpen={(one) => go(`/envois/${one.id}`)}
          onEnd={pages.more}
        />
      )}
    </>
  );
}

const tone: Record<CampaignState, Tone> = {
  draft: 'neutral',
  scheduled: 'info',
  sending: 'info',
  stopped: 'warning',
  sent: 'done',
};

const columns: Column<CampaignLine>[] = [
  { id: 'name', label: 'Nom', cell: ({ id, name }) => <PlainLink href={`/envois/${id}`}>{name}</PlainLink> },
  { id: 'state', label: 'État', cell: ({ state }) => <Badge tone={tone[state]}>{campaignStateLabel[state]}</Badge> },
  { id: 'segment', label: 'Destinataires', isSecondary: true, cell: ({ segmentName }) => segmentName ?? 'À choisir' },
  { id: 'when', label: 'Date', isSecondary: true, cell: (one) => instantInWords(dateOf(one)) },
  { id: 'delivered', label: 'Remis', isFigure: true, cell: (one) => whenLaunched(one, one.totals.delivered) },
  {
    id: 'skipped',
    label: 'Non envoyés',
    isFigure: true,
    isSecondary: true,
    cell: (one) => whenLaunched(one, one.totals.skipped),
  },
  { id: 'total', label: 'En tout', isFigure: true, cell: (one) => whenLaunched(one, one.totals.total) },
];

/** When it left, or will; else when it was last written in. */
const dateOf = ({ state, launchedAt, leavesAt, changedAt }: CampaignLine) =>
  launchedAt ?? (state === 'scheduled' && leavesAt ? leavesAt : changedAt);

const whenLaunched = ({ launchedAt }: CampaignLine, count: number) => (launchedAt ? figure(count) : '–');
