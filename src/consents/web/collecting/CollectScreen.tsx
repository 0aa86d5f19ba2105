import { useEffect, useState } from 'react';
import { addressOf } from '../../../platform/client.ts';
import { Button } from '../../../ui/actions/Button.tsx';
import { CopyButton } from '../../../ui/actions/CopyButton.tsx';
import { ButtonLink, Link } from '../../../ui/actions/Link.tsx';
import { useRead, useWrite } from '../../../ui/ask.ts';
import { Callout } from '../../../ui/feedback/Callout.tsx';
import { Skeleton } from '../../../ui/feedback/Skeleton.tsx';
import { announce } from '../../../ui/feedback/toasts.ts';
import { Card } from '../../../ui/frames/Card.tsx';
import { PageHeader } from '../../../ui/frames/PageHeader.tsx';
import { Slab } from '../../../ui/frames/Slab.tsx';
import { useMay } from '../../../ui/permissions.ts';
import { useInAddress } from '../../../ui/place.ts';
import { counted } from '../../../ui/words.ts';
import { consentsApi } from '../../contract.ts';
import { type EnteredSlip, type SignUpDesk, type Slip, slipsApi } from '../../slips/contract.ts';
import styles from './collecting.module.css';
import { SlipEntryForm } from './SlipEntryForm.tsx';

/** Where agreements are asked for: on paper, on a wall, at the counter, on the phone; and where they are noted. */
export function CollectScreen() {
  const mayWrite = useMay('consents.write');
  const desk = useRead(slipsApi.desk);
  const printing = usePrinting(mayWrite, desk.data);
  const refusal = desk.error ?? printing.error;
  const slips = desk.data?.slips ?? [];
  return (
    <>
      <PageHeader
        title="Collecter des accords"
        subtitle="On n’écrit qu’à qui a dit oui. Voici de quoi demander, puis noter chaque réponse avec sa preuve."
      />
      <Slab>
        {refusal && (
          <Callout tone="danger" title="Ce n’est pas possible" isLive>
            {refusal.message}
          </Callout>
        )}
        {desk.data && desk.data.missing.length > 0 && (
          <Callout tone="warning" title="Le bulletin n’est pas encore en règle">
            Il doit dire qui demande et à qui s’adresser. Il manque&nbsp;: {desk.data.missing.join(', ')}.{' '}
            <Link href="/reglages/mairie">Compléter Réglages › Mairie</Link>
          </Callout>
        )}
        {!desk.data && !desk.error && <Skeleton lines={8} />}
        {desk.data && <Ways desk={desk.data} />}
        {desk.data && mayWrite && slips.length > 0 && <Entering desk={desk.data} slips={slips} />}
      </Slab>
    </>
  );
}

/** Today's words are kept as soon as somebody may print or read them. */
function usePrinting(mayWrite: boolean, desk: SignUpDesk | undefined) {
  const printing = useWrite(slipsApi.print, [slipsApi.desk]);
  const { mutate, isIdle } = printing;
  const isWanted = mayWrite && desk?.missing.length === 0 && !desk.slips.some(({ isCurrent }) => isCurrent);
  useEffect(() => {
    if (isWanted && isIdle) mutate({});
  }, [isWanted, isIdle, mutate]);
  return printing;
}

function Ways({ desk: { slips, address } }: { desk: SignUpDesk }) {
  const current = slips.find(({ isCurrent }) => isCurrent);
  return (
    <div className={styles.ways}>
      <Card title="Le bulletin">
        <p>
          À poser à l’accueil ou à glisser dans une enveloppe, en A4 ou en A5. Aucune case n’est cochée d’avance, et la notice y
          est.
        </p>
        {current && (
          <ButtonLink
            href={addressOf(slipsApi.show, { params: { slipId: current.id } })}
            target="_blank"
            icon="printer"
            aria-label="Imprimer le bulletin, nouvel onglet"
          >
            Imprimer le bulletin
          </ButtonLink>
        )}
      </Card>
      <Card title="L’affiche">
        <p>Pour le hall, l’école, les commerces. On photographie le carré, et la page d’inscription s’ouvre.</p>
        <ButtonLink
          href={addressOf(slipsApi.poster, {})}
          target="_blank"
          icon="qrcode"
          aria-label="Imprimer l’affiche, nouvel onglet"
        >
          Imprimer l’affiche
        </ButtonLink>
      </Card>
      <Card title="La page publique">
        <p className={styles.address}>{address}</p>
        <div className={styles.acts}>
          <CopyButton text={address}>Copier l’adresse</CopyButton>
          <ButtonLink href={address} target="_blank" look="quiet" aria-label="Voir la page publique, nouvel onglet">
            Voir la page
          </ButtonLink>
        </div>
      </Card>
    </div>
  );
}

function Entering({ desk, slips }: { desk: SignUpDesk; slips: readonly Slip[] }) {
  const [contactId, setContactId] = useInAddress('contact');
  const [entered, setEntered] = useState<readonly EnteredSlip[]>([]);
  const annulling = useWrite(slipsApi.annul, [consentsApi.list, consentsApi.listProofs]);
  const takeBack = (one: EnteredSlip) =>
    annulling.mutate(
      { body: { proofIds: one.proofIds, addedContactId: one.isNew ? one.contactId : null } },
      { onSuccess: () => setEntered((known) => known.filter((other) => other !== one)) },
    );
  const note = (one: EnteredSlip) => {
    setEntered((known) => [one, ...known]);
    announce(`${one.name}\u00a0: ${counted(one.proofIds.length, 'accord noté', 'accords notés')}`, () => takeBack(one));
    setContactId('');
  };
  return (
    <>
      <Card title="Noter des réponses">
        <SlipEntryForm key={entered.length} desk={desk} slips={slips} contactId={contactId} onEntered={note} />
      </Card>
      {annulling.error && (
        <Callout tone="danger" title="La saisie n’a pas pu être annulée" isLive>
          {annulling.error.message}
        </Callout>
      )}
      {entered.length > 0 && (
        <Card title="Notées à l’instant">
          <ul className={styles.entered}>
            {entered.map((one) => (
              <li key={one.proofIds[0]}>
                <Link href={`/contacts/${one.contactId}`}>{one.name}</Link>
                <span>{counted(one.proofIds.length, 'accord', 'accords')}</span>
                <ButtonLink
                  href={addressOf(slipsApi.confirm, { params: { contactId: one.contactId } })}
                  target="_blank"
                  size="small"
                  icon="printer"
                  aria-label={`Imprimer la confirmation de ${one.name}, nouvel onglet`}
                >
                  Confirmation
                </ButtonLink>
                <Button look="quiet" size="small" aria-label={`Annuler la saisie de ${one.name}`} onPress={() => takeBack(one)}>
                  Annuler
                </Button>
              </li>
            ))}
          </ul>
        </Card>
      )}
    </>
  );
}
