import { useRef } from 'react';
import { Button } from '../../../ui/actions/Button.tsx';
import { IconButton } from '../../../ui/actions/IconButton.tsx';
import { TextField } from '../../../ui/forms/TextField.tsx';
import styles from './OptionsEditor.module.css';

export interface DraftOption {
  /** Null: a new one. */
  id: string | null;
  label: string;
  isArchived: boolean;
}

interface OptionsEditorProps {
  options: DraftOption[];
  onChange: (options: DraftOption[]) => void;
}

/** The answers one may choose among, one a line: Entrée adds the next, Alt ↑ and Alt ↓ move. Props: options, onChange. */
export function OptionsEditor({ options, onChange }: OptionsEditorProps) {
  const list = useRef<HTMLOListElement>(null);
  const focusOn = (at: number) =>
    requestAnimationFrame(() => list.current?.querySelectorAll<HTMLInputElement>('input')[at]?.focus());
  const write = (at: number, change: Partial<DraftOption>) =>
    onChange(options.map((one, rank) => (rank === at ? { ...one, ...change } : one)));
  const add = (at: number) => {
    onChange([...options.slice(0, at), { id: null, label: '', isArchived: false }, ...options.slice(at)]);
    focusOn(at);
  };
  const move = (at: number, step: number) => {
    const to = at + step;
    if (to < 0 || to >= options.length) return;
    onChange(options.map((one, rank) => options[rank === at ? to : rank === to ? at : rank] ?? one));
    focusOn(to);
  };

  return (
    <fieldset className={styles.options}>
      <legend>Réponses possibles</legend>
      <ol ref={list}>
        {options.map((option, at) => (
          <li key={option.id ?? `new ${at}`} className={option.isArchived ? styles.archived : ''}>
            <TextField
              label={`Réponse ${at + 1}`}
              hidesLabel
              value={option.label}
              onChange={(label) => write(at, { label })}
              maxLength={80}
              isDisabled={option.isArchived}
              onKeyDown={(press) => {
                if (press.key === 'Enter') {
                  press.preventDefault();
                  add(at + 1);
                } else if (press.altKey && (press.key === 'ArrowUp' || press.key === 'ArrowDown')) {
                  press.preventDefault();
                  move(at, press.key === 'ArrowUp' ? -1 : 1);
                }
              }}
            />
            <OptionActs
              option={option}
              at={at}
              count={options.length}
              onMove={move}
              onWrite={write}
              onRemove={() => onChange(options.filter((_, rank) => rank !== at))}
            />
          </li>
        ))}
      </ol>
      <Button size="small" icon="plus" onPress={() => add(options.length)}>
        Ajouter une réponse
      </Button>
    </fieldset>
  );
}

interface OptionActsProps {
  option: DraftOption;
  at: number;
  count: number;
  onMove: (at: number, step: number) => void;
  onWrite: (at: number, change: Partial<DraftOption>) => void;
  onRemove: () => void;
}

/** An answer records may hold is set aside, never removed; one nobody has seen yet just goes. */
function OptionActs({ option, at, count, onMove, onWrite, onRemove }: OptionActsProps) {
  const named = option.label || `la réponse ${at + 1}`;
  return (
    <>
      <IconButton icon="chevron-up" label={`Monter ${named}`} size="small" isDisabled={at === 0} onPress={() => onMove(at, -1)} />
      <IconButton
        icon="chevron-down"
        label={`Descendre ${named}`}
        size="small"
        isDisabled={at === count - 1}
        onPress={() => onMove(at, 1)}
      />
      {option.id === null && <IconButton icon="trash" label={`Retirer ${named}`} size="small" onPress={onRemove} />}
      {option.id !== null && !option.isArchived && (
        <IconButton icon="archive" label={`Archiver ${named}`} size="small" onPress={() => onWrite(at, { isArchived: true })} />
      )}
      {option.isArchived && (
        <IconButton
          icon="arrow-back-up"
          label={`Restaurer ${named}`}
          size="small"
          onPress={() => onWrite(at, { isArchived: false })}
        />
      )}
    </>
  );
}
