import type { Editor } from '@tiptap/core';
import { useState } from 'react';
import { safeAddress } from '../../../messages/letter/contract.ts';
import { Button } from '../../../ui/actions/Button.tsx';
import { IconButton } from '../../../ui/actions/IconButton.tsx';
import { Form, FormActions, Submit } from '../../../ui/forms/Form.tsx';
import { TextField } from '../../../ui/forms/TextField.tsx';
import { Popover } from '../../../ui/frames/Popover.tsx';

/** A link on the words chosen, or on new ones. */
export function LinkPopover({ editor }: { editor: Editor }) {
  return (
    <Popover label="Lien" trigger={<IconButton icon="link" label="Lien" size="small" />}>
      {(close) => <LinkForm editor={editor} close={close} />}
    </Popover>
  );
}

function LinkForm({ editor, close }: { editor: Editor; close: () => void }) {
  const known = String(editor.getAttributes('link')['href'] ?? '');
  const { from, to, empty } = editor.state.selection;
  const [words, setWords] = useState('');
  const [typed, setTyped] = useState(known);
  const isWordless = empty && !known;
  const href = safeAddress(typed);
  const put = () => {
    close();
    const mark = { type: 'link', attrs: { href } };
    const chain = editor.chain().focus();
    if (isWordless) chain.insertContent({ type: 'text', text: words.trim(), marks: [mark] }).run();
    else chain.setTextSelection({ from, to }).extendMarkRange('link').setLink({ href }).run();
  };
  return (
    <Form onSubmit={put}>
      {isWordless && (
        <TextField
          label="Texte du lien"
          help="Il dit où mène le lien, même lu seul."
          value={words}
          onChange={setWords}
          maxLength={120}
        />
      )}
      <TextField
        label="Adresse"
        value={typed}
        onChange={setTyped}
        autoFocus
        maxLength={2000}
        {...(typed && !href ? { error: 'Écrivez une adresse qui commence par https://.' } : {})}
      />
      <FormActions>
        {known && (
          <Button
            onPress={() => {
              close();
              editor.chain().focus().extendMarkRange('link').unsetLink().run();
            }}
          >
            Retirer le lien
          </Button>
        )}
        {href && !(isWordless && !words.trim()) && <Submit>Mettre le lien</Submit>}
      </FormActions>
    </Form>
  );
}
