import type { Editor } from '@tiptap/core';
import { useEditorState } from '@tiptap/react';
import { useState } from 'react';
import { Button } from '../../../ui/actions/Button.tsx';
import { Select } from '../../../ui/forms/Select.tsx';
import { TextField } from '../../../ui/forms/TextField.tsx';
import { Popover } from '../../../ui/frames/Popover.tsx';
import { useWriting } from './writing.ts';

/** What is known of each reader, never without the words to use when it is not. The one in hand is changed in the same way. */
export function InsertVariable({ editor }: { editor: Editor }) {
  const chosen = useEditorState({
    editor,
    selector: ({ editor: now }) => (now.isActive('variable') ? (now.getAttributes('variable') as Chosen) : null),
  });
  const words = chosen ? 'Changer la variable' : 'Insérer une variable';
  return (
    <Popover
      label={words}
      trigger={
        <Button size="small" look="quiet" icon="variable">
          {words}
        </Button>
      }
    >
      {(close) => (
        <Choice
          chosen={chosen}
          onChoose={(attrs) => {
            close();
            editor.chain().focus().insertContent({ type: 'variable', attrs }).run();
          }}
        />
      )}
    </Popover>
  );
}

interface Chosen {
  name: string;
  fallback: string;
}

function Choice({ chosen, onChoose }: { chosen: Chosen | null; onChoose: (chosen: Chosen) => void }) {
  const { variables } = useWriting();
  const usual = (id: string) => variables.find((one) => one.id === id)?.fallback ?? '';
  const [name, setName] = useState(chosen?.name ?? 'salutation');
  const [fallback, setFallback] = useState(chosen?.fallback ?? usual('salutation'));
  const words = fallback.trim();
  return (
    <>
      <Select
        label="Ce qui changera pour chacun"
        value={name}
        onChange={(id) => {
          setName(id);
          setFallback(usual(id));
        }}
        choices={variables}
      />
      <TextField
        label="Quand on ne le sait pas, écrire"
        value={fallback}
        onChange={setFallback}
        maxLength={80}
        {...(words ? {} : { error: 'Écrivez les mots à mettre à la place.' })}
      />
      <Button look="primary" isDisabled={!words} onPress={() => onChoose({ name, fallback: words })}>
        {chosen ? 'Changer' : 'Insérer dans le texte'}
      </Button>
    </>
  );
}
