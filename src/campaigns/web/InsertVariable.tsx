import { useState } from 'react';
import { type Variable, variable } from '../../messages/contract.ts';
import { usualFallback, variableLabel } from '../../messages/labels.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { Select } from '../../ui/forms/Select.tsx';
import { TextField } from '../../ui/forms/TextField.tsx';
import { Popover } from '../../ui/frames/Popover.tsx';

/** What is known of each reader, never without the words to use when it is not. */
export function InsertVariable({ onInsert }: { onInsert: (text: string) => void }) {
  return (
    <Popover
      label="Insérer une variable"
      trigger={
        <Button size="small" icon="variable">
          Insérer une variable
        </Button>
      }
    >
      {(close) => (
        <Choice
          onChoose={(text) => {
            close();
            onInsert(text);
          }}
        />
      )}
    </Popover>
  );
}

function Choice({ onChoose }: { onChoose: (text: string) => void }) {
  const [name, setName] = useState<Variable>('salutation');
  const [fallback, setFallback] = useState(usualFallback.salutation);
  // What closes the words of a variable cannot be among them.
  const words = fallback.replace(/["“”«»{}|]/g, '').trim();
  return (
    <>
      <Select
        label="Ce qui changera pour chacun"
        value={name}
        onChange={(chosen) => {
          setName(chosen);
          setFallback(usualFallback[chosen]);
        }}
        choices={variable.options.map((id) => ({ id, label: variableLabel[id] }))}
      />
      <TextField
        label="Quand on ne le sait pas, écrire"
        value={fallback}
        onChange={setFallback}
        maxLength={80}
        {...(words ? {} : { error: 'Écrivez les mots à mettre à la place.' })}
      />
      <Button look="primary" isDisabled={!words} onPress={() => onChoose(`{{ ${name} | sinon: "${words}" }}`)}>
        Insérer dans le texte
      </Button>
    </>
  );
}
