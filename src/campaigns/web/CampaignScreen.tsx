import { lazy, Suspense } from 'react';
import { ButtonLink } from '../../ui/actions/Link.tsx';
import { useRead } from '../../ui/ask.ts';
import { EmptyState } from '../../ui/feedback/EmptyState.tsx';
import { Skeleton } from '../../ui/feedback/Skeleton.tsx';
import { PageHeader } from '../../ui/frames/PageHeader.tsx';
import { Slab } from '../../ui/frames/Slab.tsx';
import { useLive } from '../../ui/live.ts';
import { useParam, useTitle } from '../../ui/place.ts';
import { campaignsApi } from '../contract.ts';
import { Report } from './Report.tsx';
import { ScheduledCampaign } from './ScheduledCampaign.tsx';

/** The editor is fetched where one writes, and nowhere else. */
const Composer = lazy(async () => ({ default: (await import('./composer/Composer.tsx')).Composer }));

/** A letter is written until it leaves, then followed. */
export function CampaignScreen() {
  const campaignId = useParam('campaignId');
  useLive({ campaign: [campaignsApi.show] });
  const { data: campaign, error } = useRead(campaignsApi.show, { params: { campaignId } });
  useTitle(campaign?.name);

  if (error)
    return (
      <>
        <PageHeader title="Envoi introuvable" breadcrumb={[{ label: 'Envois', href: '/envois' }]} />
        <EmptyState
          title="Cet envoi n’a pas pu être ouvert"
          action={<ButtonLink href="/envois">Voir tous les envois</ButtonLink>}
        >
          {error.message}
        </EmptyState>
      </>
    );
  if (campaign?.id !== campaignId) return <Waiting />;
  if (campaign.state === 'scheduled') return <ScheduledCampaign campaign={campaign} />;
  if (campaign.state !== 'draft') return <Report campaign={campaign} />;
  return (
    <Suspense fallback={<Waiting />}>
      <Composer key={campaign.id} campaign={campaign} />
    </Suspense>
  );
}

const Waiting = () => (
  <Slab>
    <Skeleton lines={9} />
  </Slab>
);
