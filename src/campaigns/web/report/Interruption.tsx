import { instantInWords } from '../../../platform/time.ts';
import { Button } from '../../../ui/actions/Button.tsx';
import { Link } from '../../../ui/actions/Link.tsx';
import { useWrite } from '../../../ui/ask.ts';
import { Callout } from '../../../ui/feedback/Callout.tsx';
import { announce } from '../../../ui/feedback/toasts.ts';
import { useMay } from '../../../ui/permissions.ts';
import { counted } from '../../../ui/words.ts';
import { type Campaign, campaignsApi } from '../../contract.ts';

/** Why what has not left does not leave, for now. */
export function Interruption({ campaign: { state, totals, heldUntil } }: { campaign: Campaign }) {
  const left = totals.waiting + totals.underWay;
  if (left === 0) return null;
  if (state === 'sending' && heldUntil)
    return (
      <Callout tone="warning" title="Un scrutin retient cet envoi">
        {counted(left, 'lettre attend', 'lettres attendent')} jusqu’au {instantInWords(heldUntil)}. La suite partira d’elle-même.
      </Callout>
    );
  if (state !== 'stopped') return null;
  return (
    <Callout tone="warning" title="Cet envoi a été arrêté">
      {counted(left, 'lettre n’est pas partie', 'lettres ne sont pas parties')}. Reprendre l’envoi les fait partir&nbsp;; personne
      ne le reçoit deux fois.
    </Callout>
  );
}

/** Those nobody can answer for wait for an agent, however long ago the letter left. */
export function Uncertainty({ campaign: { id, totals } }: { campaign: Campaign }) {
  const { uncertain } = totals;
  if (uncertain === 0) return null;
  return (
    <Callout
      tone="warning"
      title={`De ${counted(uncertain, 'message', 'messages')}, personne ne peut dire s’${uncertain < 2 ? 'il est arrivé' : 'ils sont arrivés'}`}
    >
      La liaison a coupé au moment de la remise. Ils ne sont jamais renvoyés à l’aveugle.{' '}
      <Link href={`/envois/${id}/incertains`}>Voir lesquels, et trancher</Link>
    </Callout>
  );
}

/** What has not left does not leave, or leaves after all. */
export function StopOrResume({ campaign: { id, state, totals } }: { campaign: Campaign }) {
  const maySend = useMay('campaigns.send');
  const refresh = [campaignsApi.show, campaignsApi.list];
  const stopping = useWrite(campaignsApi.stop, refresh);
  const resuming = useWrite(campaignsApi.resume, refresh);
  const ask = { params: { campaignId: id } };
  const resume = () =>
    resuming.mutate(ask, {
      onSuccess: () => announce('L’envoi reprend là où il en était.'),
      onError: ({ message }) => announce(message),
    });
  const stop = () =>
    stopping.mutate(ask, {
      onSuccess: () => announce('L’envoi est arrêté\u00a0: ce qui n’était pas parti ne part pas.', resume),
    });
  if (!maySend) return null;
  if (state === 'sending')
    return (
      <Button look="danger" icon="player-stop" busy={stopping.isPending} onPress={stop}>
        Arrêter l’envoi
      </Button>
    );
  if (state !== 'stopped' || totals.waiting === 0) return null;
  return (
    <Button icon="send" busy={resuming.isPending} onPress={resume}>
      Reprendre l’envoi
    </Button>
  );
}
