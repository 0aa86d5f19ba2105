import { useState } from 'react';
import { useTagging } from '../../contacts/web/tagging.ts';
import type { Refusal } from '../../platform/client.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { ComboBox } from '../../ui/forms/ComboBox.tsx';
import { Form, FormActions, Submit } from '../../ui/forms/Form.tsx';
import { Dialog } from '../../ui/frames/Dialog.tsx';

interface TagManyProps {
  kind: 'tag' | 'untag';
  /** « 318 contacts ». */
  summary: string;
  onPick: (tagId: string) => void;
  onClose: () => void;
}

/** The tag to put on a selection, made on the spot if it is new; or the one to take off. */
export function TagMany({ kind, summary, onPick, onClose }: TagManyProps) {
  const tagging = useTagging();
  const [typed, setTyped] = useState('');
  const [error, setError] = useState<string>();
  const choices = tagging.choicesFor(typed).filter(({ id }) => kind === 'tag' || id !== 'new');
  const verb = kind === 'tag' ? 'Étiqueter' : 'Retirer l’étiquette';

  const pick = () => {
    const isKnown = choices.some(({ id, label }) => id !== 'new' && label === typed.trim());
    if (!typed.trim() || (kind === 'untag' && !isKnown)) return setError('Choisissez une étiquette.');
    tagging.named(typed.trim()).then(
      ({ id }) => {
        onClose();
        onPick(id);
      },
      (refusal: Refusal) => setError(refusal.message),
    );
  };
  return (
    <Dialog title={kind === 'tag' ? `Étiqueter ${summary}` : `Retirer une étiquette à ${summary}`} isOpen onOpenChange={onClose}>
      <Form onSubmit={pick}>
        <ComboBox
          label="Étiquette"
          help={kind === 'tag' ? 'Choisissez, ou écrivez un nouveau nom.' : 'Celles qui ne la portent pas ne changent pas.'}
          choices={choices}
          typed={typed}
          onType={setTyped}
          onChange={(id) => setTyped(choices.find((one) => one.id === id)?.label ?? typed)}
          acceptsOthers
          autoFocus
          error={error}
        />
        <FormActions>
          <Submit icon="tag">{verb}</Submit>
          <Button look="quiet" onPress={onClose}>
            Annuler
          </Button>
        </FormActions>
      </Form>
    </Dialog>
  );
}
