import { leftOutLabel } from '../../consents/labels.ts';
import type { Totals } from '../../messages/ledger/contract.ts';
import { lostLabel } from '../../messages/ledger/labels.ts';
import { instantInWords } from '../../platform/time.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { useWrite } from '../../ui/ask.ts';
import { Callout } from '../../ui/feedback/Callout.tsx';
import { ProgressBar } from '../../ui/feedback/ProgressBar.tsx';
import { announce } from '../../ui/feedback/toasts.ts';
import { BarList } from '../../ui/figures/BarList.tsx';
import { KeyFigures } from '../../ui/figures/KeyFigures.tsx';
import { Card } from '../../ui/frames/Card.tsx';
import { PageHeader } from '../../ui/frames/PageHeader.tsx';
import { Slab } from '../../ui/frames/Slab.tsx';
import { useMay } from '../../ui/permissions.ts';
import { Sentence } from '../../ui/signs/Sentence.tsx';
import { counted, figure, percent } from '../../ui/words.ts';
import { type Campaign, campaignsApi } from '../contract.ts';
import { campaignStateLabel } from '../labels.ts';

const skippedLabel = { ...leftOutLabel, ...lostLabel };

/** What came of a letter: a sentence, then figures that add up to everyone the segment chose that day. */
export function Report({ campaign }: { campaign: Campaign }) {
  const { name, state, totals, launchedAt, launchedBy, subject } = campaign;
  const isSending = state === 'sending';
  const left = totals.waiting + totals.underWay;
  return (
    <>
      <PageHeader
        title={`Bilan de «\u00a0${name}\u00a0»`}
        breadcrumb={[{ label: 'Envois', href: '/envois' }]}
        subtitle={launchedAt && `${campaignStateLabel[state]} · lancé le ${instantInWords(launchedAt)} par ${launchedBy}`}
        actions={isSending && <Stop campaignId={campaign.id} />}
      />
      <Slab>
        <Sentence size="large">{sentenceOf(campaign)}</Sentence>
        {isSending && <ProgressBar label="Lettres traitées" done={totals.total - left} total={totals.total} />}
        {state === 'stopped' && left > 0 && (
          <Callout tone="warning" title="Cet envoi a été arrêté">
            {counted(left, 'lettre n’est pas partie', 'lettres ne sont pas parties')}.
          </Callout>
        )}
        <KeyFigures figures={figuresOf(totals)} />
        <p>
          Objet&nbsp;: «&nbsp;{subject}&nbsp;». En tout, {counted(totals.total, 'personne choisie', 'personnes choisies')} par le
          segment «&nbsp;{campaign.segmentName}&nbsp;».
        </p>
        {totals.skippedBecause.length > 0 && (
          <Card title={`Les ${counted(totals.skipped, 'personne non jointe', 'personnes non jointes')}, par raison`}>
            <BarList
              label="Personnes non jointes, par raison"
              bars={totals.skippedBecause.map(({ reason, count }) => ({ label: skippedLabel[reason], count }))}
            />
          </Card>
        )}
      </Slab>
    </>
  );
}

function Stop({ campaignId }: { campaignId: string }) {
  const maySend = useMay('campaigns.send');
  const stopping = useWrite(campaignsApi.stop, [campaignsApi.show, campaignsApi.list]);
  if (!maySend) return null;
  return (
    <Button
      look="danger"
      icon="player-stop"
      busy={stopping.isPending}
      onPress={() => stopping.mutate({ params: { campaignId } }, { onSuccess: () => announce('Envoi arrêté.') })}
    >
      Arrêter l’envoi
    </Button>
  );
}

function sentenceOf({ state, totals }: Campaign): string {
  const { delivered, total, skipped, refused, gaveUp, uncertain } = totals;
  const reached = `[[${counted(delivered, 'personne', 'personnes')} sur ${figure(total)}]]`;
  const opening =
    state === 'sending' ? `La lettre part\u00a0: elle est remise à ${reached}.` : `La lettre a été remise à ${reached}.`;
  const others = [
    skipped > 0 && `[[${figure(skipped)}]] ${skipped < 2 ? 'n’a' : 'n’ont'} pas reçu d’e-mail, avec la raison`,
    refused + gaveUp > 0 && `[[${figure(refused + gaveUp)}]] ${refused + gaveUp < 2 ? 'adresse est' : 'adresses sont'} en erreur`,
    uncertain > 0 && `[[${figure(uncertain)}]] ${uncertain < 2 ? 'reste incertaine' : 'restent incertaines'}`,
  ].filter(Boolean);
  return others.length > 0 ? `${opening} ${others.join(', ')}.` : opening;
}

const shareOf = (count: number, { total }: Totals) => (total > 0 ? `${percent(count / total)} du segment` : '');

function figuresOf(totals: Totals) {
  const left = totals.waiting + totals.underWay;
  return [
    { label: 'Remises', value: figure(totals.delivered), note: shareOf(totals.delivered, totals) },
    ...(left > 0 ? [{ label: 'Pas encore parties', value: figure(left), note: shareOf(left, totals) }] : []),
    { label: 'Non envoyées', value: figure(totals.skipped), note: 'Avec la raison, ci-dessous' },
    { label: 'Adresses en erreur', value: figure(totals.refused + totals.gaveUp), note: 'Refusées par la messagerie' },
    ...(totals.uncertain > 0
      ? [{ label: 'Incertaines', value: figure(totals.uncertain), note: 'La liaison a coupé\u00a0: jamais renvoyées' }]
      : []),
  ];
}
