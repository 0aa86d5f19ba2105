import { instantInWords } from '../../platform/time.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { useRead, useWrite } from '../../ui/ask.ts';
import { Callout } from '../../ui/feedback/Callout.tsx';
import { announce } from '../../ui/feedback/toasts.ts';
import { useLive } from '../../ui/live.ts';
import { useMay } from '../../ui/permissions.ts';
import { type Pace, pacesApi } from '../pacing/contract.ts';
import { paceWords } from '../pacing/labels.ts';

/** What slows letters down, why, and what to do about it; nothing when all goes well. */
export function Slowdowns() {
  useLive({ pace: [pacesApi.list] });
  const paces = useRead(pacesApi.list);
  return paces.data?.map((pace) => <Slowdown key={pace.id} pace={pace} />);
}

function Slowdown({ pace }: { pace: Pace }) {
  const maySend = useMay('campaigns.send');
  const ending = useWrite(pacesApi.end, [pacesApi.list]);
  const who = pace.domain || pace.relayName || 'Le relais';
  const { title, advice } = paceWords[pace.because](who);
  const isSerious = pace.because === 'relay' || pace.because === 'policy';
  const resume = () =>
    ending.mutate({ params: { paceId: pace.id } }, { onSuccess: () => announce(`Reprise des envois vers ${who}.`) });
  return (
    <Callout tone={isSerious ? 'danger' : 'info'} title={title} isLive={isSerious}>
      <p>{advice}</p>
      <p>
        Depuis le {instantInWords(pace.since)}. Prochain essai le {instantInWords(pace.nextAt)}.
        {pace.reply && ` Réponse reçue\u00a0: «\u00a0${pace.reply}\u00a0».`}
      </p>
      {maySend && isSerious && (
        <Button
          size="small"
          icon="refresh"
          busy={ending.isPending}
          aria-label={`Reprendre les envois vers ${who}`}
          onPress={resume}
        >
          Reprendre maintenant
        </Button>
      )}
    </Callout>
  );
}
