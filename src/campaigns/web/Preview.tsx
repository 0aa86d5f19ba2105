import { useState } from 'react';
import { addressOf } from '../../platform/client.ts';
import { MailFrame } from '../../post/web/MailFrame.tsx';
import { IconButton } from '../../ui/actions/IconButton.tsx';
import { useRead } from '../../ui/ask.ts';
import { RadioGroup } from '../../ui/forms/RadioGroup.tsx';
import { type Campaign, campaignsApi } from '../contract.ts';
import styles from './Composer.module.css';

type Width = 'computer' | 'phone';

/** The letter as saved, read over the shoulder of each person who will receive it. */
export function Preview({ saved, onSeenBy }: { saved: Campaign; onSeenBy: (contactId: string) => void }) {
  const isAddressed = saved.segmentId !== null && saved.purposeId !== null;
  const params = { campaignId: saved.id };
  const readers = useRead(campaignsApi.listReaders, isAddressed ? { params, query: { limit: 100 } } : null);
  const [rank, setRank] = useState(0);
  const [width, setWidth] = useState<Width>('computer');
  const people = isAddressed ? (readers.data?.items ?? []) : [];
  const at = Math.min(rank, people.length - 1);
  const person = people[at];
  const isReadable = !saved.obstacles.some(({ field }) => field === 'subject' || field === 'body');
  const letter = useRead(campaignsApi.preview, person && isReadable ? { params, body: { contactId: person.contactId } } : null);
  const move = (step: number) => {
    const next = (at + step + people.length) % people.length;
    setRank(next);
    if (people[next]) onSeenBy(people[next].contactId);
  };

  if (!person || !isReadable) return <p className={styles.hint}>{whyNothing(saved, readers.isLoading)}</p>;
  const query = { version: String(saved.version) };
  const address = addressOf(campaignsApi.showPreview, { params: { ...params, contactId: person.contactId }, query });
  return (
    <>
      <div className={styles.previewBar}>
        <IconButton icon="chevron-left" label="Personne précédente" onPress={() => move(-1)} />
        <p aria-live="polite">
          Vu par <strong>{person.name}</strong>{' '}
          <small>{`${at + 1} sur ${people.length}${readers.data?.nextCursor ? '+' : ''}`}</small>
        </p>
        <IconButton icon="chevron-right" label="Personne suivante" onPress={() => move(1)} />
        <RadioGroup<Width>
          label="Largeur de l’aperçu"
          hidesLabel
          look="row"
          value={width}
          onChange={setWidth}
          choices={[
            { id: 'computer', label: 'Ordinateur' },
            { id: 'phone', label: 'Téléphone' },
          ]}
        />
      </div>
      {letter.data && (
        <dl className={styles.envelope}>
          <dt>De</dt>
          <dd>{letter.data.sender}</dd>
          <dt>Objet</dt>
          <dd>{letter.data.subject}</dd>
        </dl>
      )}
      <MailFrame title={`La lettre, vue par ${person.name}`} address={address} isPhone={width === 'phone'} />
    </>
  );
}

function whyNothing({ segmentId, purposeId }: Campaign, isLoading: boolean): string {
  if (!segmentId) return 'Choisissez à qui vous écrivez\u00a0: l’aperçu montrera la lettre comme chaque personne la lira.';
  if (!purposeId) return 'Choisissez pourquoi vous écrivez\u00a0: l’aperçu montrera la lettre comme chaque personne la lira.';
  if (isLoading) return 'Nous cherchons qui la recevra…';
  return 'Écrivez un objet et un texte pour voir la lettre comme chaque personne la lira.';
}
