import type { ReactNode } from 'react';
import { Tick } from '../../site/forms.tsx';
import { channelLabel } from '../labels.ts';
import { cellName, type PreferenceRow, type Preferences } from './contract.ts';

export interface PreferencesFormProps {
  preferences: Preferences;
  /** Where it is sent; absent: to the page's own address. */
  action?: string;
  /** What proves who sends it, hidden in the form. */
  proof?: ReactNode;
}

/** One set of boxes for each purpose, one button, and one press to stop all of it. */
export function PreferencesForm({ preferences, action, proof }: PreferencesFormProps) {
  const { channels, rows } = preferences;
  if (channels.length === 0) return <p>La mairie n’a aucun moyen de vous joindre.</p>;
  return (
    <form method="post" className="message-choices" {...(action ? { action } : {})}>
      {proof}
      {rows.map((row) => (
        <PurposeChoices key={row.purposeId} row={row} />
      ))}
      <div className="form-actions">
        <button type="submit" className="button" name="act" value="choose">
          Enregistrer mes choix
        </button>
        <button type="submit" className="button neutral" name="act" value="stop">
          Tout arrêter{rows.some(({ isAlert }) => isAlert) && ', sauf les alertes'}
        </button>
      </div>
    </form>
  );
}

const PurposeChoices = ({ row }: { row: PreferenceRow }) => (
  <fieldset>
    <legend>
      {row.name}
      {row.legalBasis !== 'consent' && <small>Service public&nbsp;: reçu sans accord, vous pouvez vous y opposer</small>}
    </legend>
    <div className="choice-row">
      {row.cells.map(({ channel, isOn }) => (
        <Tick key={channel} name="choices" value={cellName(row.purposeId, channel)} isTicked={isOn}>
          {channelLabel[channel]}
        </Tick>
      ))}
    </div>
  </fieldset>
);
