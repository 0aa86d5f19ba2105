import { Curve } from '../../../ui/figures/Curve.tsx';
import { Card } from '../../../ui/frames/Card.tsx';
import { counted } from '../../../ui/words.ts';
import type { CampaignReport } from '../../report/contract.ts';

const HOURS = 48;

/** How what people did adds up in the first two days. */
export function FirstDays({ curve }: Pick<CampaignReport, 'curve'>) {
  const total = curve.at(-1)?.acts ?? 0;
  const half = curve.find(({ acts }) => total > 0 && acts * 2 >= total)?.hour;
  const sentence =
    half === undefined
      ? 'Personne n’a encore agi\u00a0: ni réponse, ni lien suivi, ni désinscription.'
      : `${counted(total, 'action', 'actions')}, réponses, liens suivis et désinscriptions. La moitié est venue en ${counted(Math.max(1, half), 'heure', 'heures')}.`;
  return (
    <Card title="Dans les 48 heures">
      <Curve
        sentence={sentence}
        head="Après l’envoi"
        lines={[{ name: 'Actions en tout', points: curve.map(({ hour, acts }) => ({ at: hour, value: acts })) }]}
        until={HOURS}
        nameOf={(hour) => `${hour}\u00a0h`}
      />
    </Card>
  );
}
