import { useState } from 'react';
import { addressOf } from '../../../platform/client.ts';
import { MailFrame } from '../../../post/web/MailFrame.tsx';
import { IconButton } from '../../../ui/actions/IconButton.tsx';
import { ComboBox } from '../../../ui/forms/ComboBox.tsx';
import { RadioGroup } from '../../../ui/forms/RadioGroup.tsx';
import { type Campaign, campaignsApi } from '../../contract.ts';
import { Canvas } from './Canvas.tsx';
import styles from './Composer.module.css';
import type { SeenBy } from './useSeenBy.ts';

type View = 'writing' | 'computer' | 'phone' | 'text';

interface StageProps {
  saved: Campaign;
  seenBy: SeenBy;
  isSettled: boolean;
  undo: (() => void) | undefined;
}

/** The letter: as it is written, or as someone of the audience will receive it. */
export function Stage({ saved, seenBy, isSettled, undo }: StageProps) {
  const [view, setView] = useState<View>('writing');
  const { person, letter } = seenBy;
  return (
    <section aria-label="La lettre" className={styles.stage}>
      <div className={styles.previewBar}>
        {seenBy.people.length > 0 && (
          <>
            <ComboBox
              label="Vu par"
              hidesLabel
              placeholder="Vu par…"
              choices={seenBy.people.map(({ contactId, name }) => ({ id: contactId, label: name }))}
              value={person?.contactId ?? null}
              onChange={(id) => id && seenBy.choose(id)}
            />
            <IconButton icon="arrows-shuffle" label="Une autre personne au hasard" onPress={seenBy.chooseAnyone} />
          </>
        )}
        <RadioGroup<View>
          label="Ce qui est montré"
          hidesLabel
          look="row"
          value={view}
          onChange={setView}
          choices={[
            { id: 'writing', label: 'Écrire' },
            { id: 'computer', label: 'Ordinateur' },
            { id: 'phone', label: 'Téléphone' },
            { id: 'text', label: 'Texte seul' },
          ]}
        />
      </div>
      {view === 'writing' ? (
        <Canvas sender={letter?.sender ?? ''} undo={undo} />
      ) : (
        <Received saved={saved} seenBy={seenBy} view={view} isSettled={isSettled} />
      )}
    </section>
  );
}

type ReceivedProps = Omit<StageProps, 'undo'> & { view: Exclude<View, 'writing'> };

function Received({ saved, seenBy, view, isSettled }: ReceivedProps) {
  const { person, letter } = seenBy;
  if (!person) return <p className={styles.hint}>{whyNothing(seenBy, saved)}</p>;
  const query = { version: String(saved.version) };
  const params = { campaignId: saved.id, contactId: person.contactId };
  return (
    <>
      {letter && (
        <dl className={styles.envelope}>
          <dt>De</dt>
          <dd>{letter.sender}</dd>
          <dt>Objet</dt>
          <dd>{letter.subject}</dd>
        </dl>
      )}
      {!isSettled && <p className={styles.hint}>Vos derniers mots s’enregistrent…</p>}
      {view === 'text' ? (
        <pre className={styles.plain}>{letter?.text ?? ''}</pre>
      ) : (
        <MailFrame
          title={`La lettre, vue par ${person.name}`}
          address={addressOf(campaignsApi.showPreview, { params, query })}
          isPhone={view === 'phone'}
        />
      )}
    </>
  );
}

function whyNothing({ isAddressed, isLoading }: SeenBy, { segmentId }: Campaign): string {
  if (isLoading) return 'Nous cherchons qui la recevra…';
  if (!segmentId) return 'Choisissez à qui vous écrivez\u00a0: l’aperçu montrera la lettre comme chaque personne la lira.';
  if (!isAddressed) return 'Choisissez pourquoi vous écrivez\u00a0: l’aperçu montrera la lettre comme chaque personne la lira.';
  return 'Personne ne peut recevoir cette lettre pour l’instant.';
}
