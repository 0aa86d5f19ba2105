import { dayInWords, instantInWords } from '../../platform/time.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { useRead } from '../../ui/ask.ts';
import { Callout } from '../../ui/feedback/Callout.tsx';
import { Skeleton } from '../../ui/feedback/Skeleton.tsx';
import { Dialog } from '../../ui/frames/Dialog.tsx';
import { Timeline } from '../../ui/signs/Timeline.tsx';
import { type ConsentProof, consentsApi } from '../contract.ts';
import { answerLabel, byChannelLabel, consentMethodLabel } from '../labels.ts';
import { markIcon } from './marks.ts';

/** Where, when and in what words each answer was given. */
export function ConsentProofs({ contactId }: { contactId: string }) {
  return (
    <Dialog
      title="Preuves des accords et des refus"
      size="wide"
      trigger={
        <Button look="link" size="small">
          Preuves
        </Button>
      }
    >
      <ProofList contactId={contactId} />
    </Dialog>
  );
}

function ProofList({ contactId }: { contactId: string }) {
  const { data: proofs, error } = useRead(consentsApi.listProofs, { params: { contactId } });
  if (error)
    return (
      <Callout tone="danger" title="Les preuves n’ont pas pu être lues" isLive>
        {error.message}
      </Callout>
    );
  if (!proofs) return <Skeleton lines={4} />;
  if (proofs.length === 0) return <p>Aucune réponse n’a encore été recueillie pour cette personne.</p>;
  return <Timeline label="Preuves" acted="Réponse" entries={proofs.map(asEntry)} />;
}

const asEntry = (proof: ConsentProof) => ({
  id: proof.id,
  icon: markIcon[proof.answer],
  hasActed: true,
  title: `${answerLabel(proof.legalBasis, proof.answer)}\u00a0: «\u00a0${proof.purposeName}\u00a0» ${byChannelLabel[proof.channel]}`,
  note: `Le ${dayInWords(proof.happenedAt)}, ${consentMethodLabel[proof.method]}${recorder(proof)}`,
  body: `Mots dits ou lus\u00a0: ${proof.wording}`,
});

const recorder = ({ actorName, recordedAt }: ConsentProof) =>
  actorName ? ` · noté par ${actorName} le ${instantInWords(recordedAt)}` : '';
