import type { Block, BlockOf } from '../../../messages/letter/contract.ts';
import { blockLabel } from '../../../messages/letter/labels.ts';
import { RadioGroup } from '../../../ui/forms/RadioGroup.tsx';
import { TextField } from '../../../ui/forms/TextField.tsx';
import { AddressField } from './AddressField.tsx';
import { nameOf, withChanged } from './blocks.ts';
import styles from './Canvas.module.css';
import { ImageEditor } from './ImageEditor.tsx';
import { LineEditor } from './LineEditor.tsx';
import { OppositionEditor } from './OppositionEditor.tsx';
import { QuestionEditor } from './QuestionEditor.tsx';
import { RichTextEditor } from './RichTextEditor.tsx';
import { useWriting } from './writing.ts';

/** One block where it stands in the letter; while it is in hand, what it is made of can be changed. */
export function BlockEditor({ block, isSelected }: { block: Block; isSelected: boolean }) {
  const { change } = useWriting();
  const set = <Kind extends Block['kind']>(changed: BlockOf<Kind>) =>
    change((content) => withChanged(content, changed as Block), changed.id);
  const label = blockLabel[block.kind];

  if (block.kind === 'title')
    return (
      <>
        <LineEditor
          label={label}
          look={block.level}
          line={block.line}
          placeholder="Écrivez un titre"
          onChange={(line) => set({ ...block, line })}
        />
        {isSelected && (
          <div className={styles.settings}>
            <RadioGroup
              label="Niveau"
              look="row"
              value={block.level}
              onChange={(level) => set({ ...block, level })}
              choices={[
                { id: 'title', label: 'Titre' },
                { id: 'subtitle', label: 'Sous-titre' },
              ]}
            />
          </div>
        )}
      </>
    );
  if (block.kind === 'text')
    return <RichTextEditor label={label} text={block.text} onChange={(text) => set({ ...block, text })} />;
  if (block.kind === 'button') return <ButtonEditor block={block} isSelected={isSelected} onChange={set} />;
  if (block.kind === 'image') return <ImageEditor block={block} isSelected={isSelected} onChange={set} />;
  if (block.kind === 'question') return <QuestionEditor block={block} isSelected={isSelected} onChange={set} />;
  if (block.kind === 'divider') return <hr className={styles.divider} aria-label={nameOf(block)} />;
  return <OppositionEditor isSelected={isSelected} />;
}

interface ButtonEditorProps {
  block: BlockOf<'button'>;
  isSelected: boolean;
  onChange: (block: BlockOf<'button'>) => void;
}

function ButtonEditor({ block, isSelected, onChange }: ButtonEditorProps) {
  return (
    <>
      <p>
        <span className={styles.button}>{block.label || 'Bouton sans texte'}</span>
      </p>
      {isSelected && (
        <div className={styles.settings}>
          <TextField
            label="Texte du bouton"
            value={block.label}
            onChange={(label) => onChange({ ...block, label })}
            maxLength={80}
          />
          <AddressField value={block.url} onChange={(url) => onChange({ ...block, url })} />
        </div>
      )}
    </>
  );
}
