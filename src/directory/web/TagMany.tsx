import { useTagging } from '../../contacts/web/tagging.ts';
import { NameOne } from './NameOne.tsx';

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
  const isAdding = kind === 'tag';
  return (
    <NameOne
      title={isAdding ? `Étiqueter ${summary}` : `Retirer une étiquette à ${summary}`}
      label="Étiquette"
      help={isAdding ? 'Choisissez, ou écrivez un nouveau nom.' : 'Celles qui ne la portent pas ne changent pas.'}
      missing="Choisissez une étiquette."
      submitLabel={isAdding ? 'Étiqueter' : 'Retirer l’étiquette'}
      submitIcon="tag"
      choicesFor={(typed) => tagging.choicesFor(typed).filter(({ id }) => isAdding || id !== 'new')}
      named={async (name) => tagging.find(name) ?? (isAdding ? tagging.named(name) : undefined)}
      onPick={onPick}
      onClose={onClose}
    />
  );
}
