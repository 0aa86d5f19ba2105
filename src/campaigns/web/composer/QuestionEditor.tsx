import { type BlockOf, MOST_ANSWERS } from '../../../messages/letter/contract.ts';
import { Button } from '../../../ui/actions/Button.tsx';
import { IconButton } from '../../../ui/actions/IconButton.tsx';
import { DayField, TextField } from '../../../ui/forms/TextField.tsx';
import styles from './Canvas.module.css';

interface QuestionEditorProps {
  block: BlockOf<'question'>;
  isSelected: boolean;
  onChange: (block: BlockOf<'question'>) => void;
}

/** A question one answers by a click, confirmed on a page. */
export function QuestionEditor({ block, isSelected, onChange }: QuestionEditorProps) {
  const { question, answers } = block;
  const set = (rank: number, label: string) =>
    onChange({ ...block, answers: answers.map((one, place) => (place === rank ? { label } : one)) });
  return (
    <>
      <p className={styles.question}>{question || 'Écrivez votre question'}</p>
      <p className={styles.answers}>
        {answers.map(({ label }, rank) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: an answer is its place; its words are being typed.
          <span key={rank} className={styles.outline}>
            {label || 'Réponse'}
          </span>
        ))}
      </p>
      {isSelected && (
        <div className={styles.settings}>
          <TextField
            label="Question"
            help="La même pour tous. Chaque réponse est inscrite sur la fiche de la personne, une fois confirmée."
            value={question}
            onChange={(words) => onChange({ ...block, question: words })}
            maxLength={300}
          />
          {answers.map(({ label }, rank) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: an answer is its place; its words are being typed.
            <div key={rank} className={styles.row}>
              <TextField label={`Réponse ${rank + 1}`} value={label} onChange={(words) => set(rank, words)} maxLength={40} />
              {answers.length > 2 && (
                <IconButton
                  icon="trash"
                  label={`Retirer la réponse ${rank + 1}`}
                  onPress={() => onChange({ ...block, answers: answers.filter((_, place) => place !== rank) })}
                />
              )}
            </div>
          ))}
          {answers.length < MOST_ANSWERS && (
            <Button icon="plus" size="small" onPress={() => onChange({ ...block, answers: [...answers, { label: '' }] })}>
              Ajouter une réponse
            </Button>
          )}
          <DayField
            label="Dernier jour pour répondre"
            isOptional
            value={block.closesOn ?? ''}
            onChange={(day) => onChange({ ...block, closesOn: day || null })}
          />
        </div>
      )}
    </>
  );
}
