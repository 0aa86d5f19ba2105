import type { Editor } from '@tiptap/core';
import { useEditorState } from '@tiptap/react';
import { Toolbar as AriaToolbar } from 'react-aria-components/Toolbar';
import { IconButton } from '../../../ui/actions/IconButton.tsx';
import styles from './Editor.module.css';
import { InsertVariable } from './InsertVariable.tsx';
import { LinkPopover } from './LinkPopover.tsx';

interface FormatBarProps {
  editor: Editor;
  /** The editor's own name: « Mettre en gras, Mot d’accueil ». */
  label: string;
  isRich?: boolean;
}

/** What can be done to the words in hand. */
export function FormatBar({ editor, label, isRich = false }: FormatBarProps) {
  const state = useEditorState({
    editor,
    selector: ({ editor: now }) => ({
      isBold: now.isActive('bold'),
      isBullets: now.isActive('bulletList'),
      isNumbers: now.isActive('orderedList'),
    }),
  });
  return (
    <AriaToolbar aria-label={`Mise en forme\u00a0: ${label}`} className={styles.bar ?? ''}>
      {isRich && (
        <>
          <IconButton
            icon="bold"
            label="Gras"
            size="small"
            look={state.isBold ? 'soft' : 'quiet'}
            onPress={() => editor.chain().focus().toggleBold().run()}
          />
          <LinkPopover editor={editor} />
          <IconButton
            icon="list"
            label="Liste"
            size="small"
            look={state.isBullets ? 'soft' : 'quiet'}
            onPress={() => editor.chain().focus().toggleBulletList().run()}
          />
          <IconButton
            icon="list-numbers"
            label="Liste numérotée"
            size="small"
            look={state.isNumbers ? 'soft' : 'quiet'}
            onPress={() => editor.chain().focus().toggleOrderedList().run()}
          />
        </>
      )}
      <InsertVariable editor={editor} />
    </AriaToolbar>
  );
}
