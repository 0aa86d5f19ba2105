import { useState } from 'react';
import type { Refusal } from '../../platform/client.ts';
import { ComboBox } from '../../ui/forms/ComboBox.tsx';
import { FormDialog } from '../../ui/forms/FormDialog.tsx';
import type { Choice } from '../../ui/forms/Option.tsx';
import type { IconName } from '../../ui/Icon.tsx';

interface NameOneProps {
  title: string;
  /** « Étiquette », « Liste ». */
  label: string;
  help: string;
  /** Asked when what is typed leads nowhere. */
  missing: string;
  submitLabel: string;
  submitIcon: IconName;
  choicesFor: (typed: string) => Choice[];
  /** The one of that name, made on the spot where it may be; nothing where there is none. */
  named: (name: string) => Promise<{ id: string } | undefined>;
  onPick: (id: string) => void;
  onClose: () => void;
}

/** One tag or one list for a whole selection, chosen or written. */
export function NameOne({
  title,
  label,
  help,
  missing,
  submitLabel,
  submitIcon,
  choicesFor,
  named,
  onPick,
  onClose,
}: NameOneProps) {
  const [typed, setTyped] = useState('');
  const [error, setError] = useState<string>();
  const [isBusy, setBusy] = useState(false);
  const choices = choicesFor(typed);

  const pick = async () => {
    setBusy(true);
    try {
      const one = typed.trim() ? await named(typed.trim()) : undefined;
      if (!one) return setError(missing);
      onClose();
      onPick(one.id);
    } catch (refusal) {
      setError((refusal as Refusal).message);
    } finally {
      setBusy(false);
    }
  };
  return (
    <FormDialog
      title={title}
      onSubmit={() => void pick()}
      submitLabel={submitLabel}
      submitIcon={submitIcon}
      isBusy={isBusy}
      onClose={onClose}
    >
      <ComboBox
        label={label}
        help={help}
        choices={choices}
        typed={typed}
        onType={setTyped}
        onChange={(id) => setTyped(choices.find((one) => one.id === id)?.label ?? typed)}
        acceptsOthers
        autoFocus
        error={error}
      />
    </FormDialog>
  );
}
