import { useState } from 'react';
import { call } from '../../platform/client.ts';
import { hourInWords } from '../../platform/time.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { useRead } from '../../ui/ask.ts';
import { Callout } from '../../ui/feedback/Callout.tsx';
import { Block, Heading } from '../../ui/frames/Card.tsx';
import { PageHeader } from '../../ui/frames/PageHeader.tsx';
import { useMay } from '../../ui/permissions.ts';
import { counted } from '../../ui/words.ts';
import { type Campaign, campaignsApi } from '../contract.ts';
import { Audience } from './Audience.tsx';
import { Checks } from './Checks.tsx';
import styles from './Composer.module.css';
import { Launch } from './Launch.tsx';
import { LetterFields } from './LetterFields.tsx';
import { Preview } from './Preview.tsx';
import { SendTrial } from './SendTrial.tsx';
import { useDraft } from './useDraft.ts';

/** A letter being written: its text, the letter as each person will read it, who will receive it, and what is still missing. */
export function Composer({ campaign }: { campaign: Campaign }) {
  const { draft, saved, change, isChanged, isSaving, refusal, settle } = useDraft(campaign);
  const [seenBy, setSeenBy] = useState<string | null>(null);
  const maySend = useMay('campaigns.send');
  const params = { campaignId: saved.id };
  const isAddressed = saved.segmentId !== null && saved.purposeId !== null;
  const audience = useRead(campaignsApi.reach, isAddressed ? { params } : null);
  const reach = isAddressed ? audience.data : undefined;
  const isSettled = !isChanged && !isSaving;
  const isReadable = !saved.obstacles.some(({ field }) => field === 'subject' || field === 'body');
  const settleWith = async (keepsMine: boolean) => settle(await call(campaignsApi.show, { params }), keepsMine);

  return (
    <>
      <PageHeader
        title={draft.name || 'Lettre sans nom'}
        breadcrumb={[{ label: 'Envois', href: '/envois' }]}
        subtitle={<span aria-live="polite">{savedWords({ isSettled, changedAt: saved.changedAt })}</span>}
        actions={
          maySend && (
            <>
              <SendTrial campaignId={saved.id} seenBy={seenBy} isDisabled={!isSettled || !isReadable} />
              <Launch saved={saved} reach={reach} isDisabled={!isSettled || saved.obstacles.length > 0} />
            </>
          )
        }
      />
      {refusal && (
        <div className={styles.message}>
          {refusal.status === 412 ? (
            <Conflict onSettle={settleWith} />
          ) : (
            <Callout tone="danger" title="Le brouillon n’est pas enregistré" isLive>
              {refusal.message} Votre texte est gardé sur cet ordinateur.
            </Callout>
          )}
        </div>
      )}
      <div className={styles.composer}>
        <section aria-label="La lettre" className={styles.fields}>
          <LetterFields draft={draft} change={change} obstacles={isSettled ? saved.obstacles : []} />
        </section>
        <section aria-label="Aperçu" className={styles.preview}>
          <Preview saved={saved} onSeenBy={setSeenBy} />
        </section>
        <section aria-label="Avant l’envoi" className={styles.checking}>
          <Block>
            <Heading title="Qui le recevra" />
            {reach ? (
              <Audience campaignId={saved.id} reach={reach} isStale={audience.isFetching} />
            ) : (
              <p className={styles.quiet}>Choisissez à qui et pourquoi vous écrivez pour voir qui le recevra.</p>
            )}
          </Block>
          <Block>
            <Heading title="Avant l’envoi" aside={counted(saved.obstacles.length, 'point à régler', 'points à régler')} />
            <Checks saved={saved} reach={reach} />
          </Block>
        </section>
      </div>
    </>
  );
}

const savedWords = ({ isSettled, changedAt }: { isSettled: boolean; changedAt: string }) =>
  isSettled ? `Brouillon enregistré à ${hourInWords(changedAt)}` : 'Enregistrement…';

function Conflict({ onSettle }: { onSettle: (keepsMine: boolean) => Promise<void> }) {
  return (
    <Callout tone="warning" title="Quelqu’un vient de changer cette lettre" isLive>
      <p>Rien de ce que vous avez écrit n’est perdu. Choisissez ce qui reste.</p>
      <div className={styles.tools}>
        <Button size="small" onPress={() => onSettle(true)}>
          Garder ce que j’ai écrit
        </Button>
        <Button size="small" onPress={() => onSettle(false)}>
          Prendre l’autre version
        </Button>
      </div>
    </Callout>
  );
}
