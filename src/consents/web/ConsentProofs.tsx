import { addressOf } from '../../platform/client.ts';
import { dayInWords, instantInWords } from '../../platform/time.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { Link } from '../../ui/actions/Link.tsx';
import { useRead } from '../../ui/ask.ts';
import { Callout } from '../../ui/feedback/Callout.tsx';
import { Skeleton } from '../../ui/feedback/Skeleton.tsx';
import { Dialog } from '../../ui/frames/Dialog.tsx';
import { Badge } from '../../ui/signs/Badge.tsx';
import { Timeline } from '../../ui/signs/Timeline.tsx';
import { type ConsentProof, consentsApi } from '../contract.ts';
import { answerLabel, byChannelLabel, consentMethodLabel } from '../labels.ts';
import styles from './ChannelMatrix.module.css';
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
  return <Timeline label="Preuves" acted="Réponse" entries={proofs.map((proof) => asEntry(contactId, proof))} />;
}

const asEntry = (contactId: string, proof: ConsentProof) => ({
  id: proof.id,
  icon: markIcon[proof.answer],
  hasActed: true,
  title: `${answerLabel(proof.legalBasis, proof.answer)}\u00a0: «\u00a0${proof.purposeName}\u00a0» ${byChannelLabel[proof.channel]}`,
  note: `Le ${dayInWords(proof.happenedAt)}, ${consentMethodLabel[proof.method]}${recorder(proof)}`,
  body: (
    <>
      {proof.annulledAt && (
        <p>
          <Badge tone="warning">Saisie par erreur</Badge> Elle ne compte plus depuis le {dayInWords(proof.annulledAt)}.
        </p>
      )}
      <p>Mots dits ou lus&nbsp;: {proof.wording}</p>
      <p className={styles.links}>
        <Link
          href={addressOf(consentsApi.attest, { params: { contactId, proofId: proof.id } })}
          target="_blank"
          aria-label={`Attestation, ${named(proof)}, nouvel onglet`}
        >
          Attestation
        </Link>
        {proof.pageHash && (
          <Link
            href={addressOf(consentsApi.showPage, { params: { contactId, proofId: proof.id } })}
            target="_blank"
            aria-label={`Page montrée, ${named(proof)}, nouvel onglet`}
          >
            Page montrée
          </Link>
        )}
      </p>
    </>
  ),
});

const named = (proof: ConsentProof) =>
  `«\u00a0${proof.purposeName}\u00a0» ${byChannelLabel[proof.channel]}, ${dayInWords(proof.happenedAt)}`;

const recorder = ({ actorName, recordedAt }: ConsentProof) =>
  actorName ? ` · noté par ${actorName} le ${instantInWords(recordedAt)}` : '';
