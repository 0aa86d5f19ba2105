import type { Editor, Extensions, JSONContent } from '@tiptap/core';
import { EditorContent, useEditor } from '@tiptap/react';
import { type ReactNode, useEffect, useRef } from 'react';
import { classNames } from '../../../ui/class-names.ts';
import styles from './Editor.module.css';
import { redrawVariables, variableNode } from './variable-node.ts';
import { useWriting } from './writing.ts';

interface WordsEditor {
  /** Its spoken name. */
  label: string;
  extensions: Extensions;
  document: JSONContent;
  isMultiline: boolean;
  onChange: (document: JSONContent) => void;
}

/** An editor that holds no history of its own: undoing is the letter's, and comes back here as another document. */
export function useWordsEditor({ label, extensions, document, isMultiline, onChange }: WordsEditor): Editor | null {
  const { look } = useWriting();
  const looks = useRef(look);
  looks.current = look;
  const latest = useRef(onChange);
  latest.current = onChange;
  const editor = useEditor({
    extensions: [...extensions, variableNode(looks)],
    content: document,
    // The content security policy lets no style in; the few rules it takes are in our own sheet.
    injectCSS: false,
    editorProps: {
      attributes: { role: 'textbox', 'aria-label': label, 'aria-multiline': String(isMultiline), lang: 'fr', spellcheck: 'true' },
      ...(isMultiline ? {} : { handleKeyDown: (_view, press) => press.key === 'Enter' }),
    },
    onUpdate: ({ editor: changed }) => {
      latest.current(changed.getJSON());
    },
  });

  const given = JSON.stringify(document);
  const shown = useRef(given);
  useEffect(() => {
    if (!editor || shown.current === given) return;
    shown.current = given;
    // What comes back from one's own typing is already there: putting it again would move the cursor.
    if (!editor.isFocused || !sameWords(editor.getJSON(), JSON.parse(given) as JSONContent))
      editor.commands.setContent(JSON.parse(given) as JSONContent, { emitUpdate: false });
  }, [editor, given]);
  return editor;
}

/** The same words with the same marks, however each side writes what is empty or left to its default. */
const sameWords = (one: JSONContent, other: JSONContent): boolean => JSON.stringify(bare(one)) === JSON.stringify(bare(other));

function bare(node: JSONContent): unknown {
  const { type, text, marks = [], content = [], attrs = {} } = node;
  const own = type === 'variable' ? [attrs['name'], attrs['fallback']] : [];
  return [type, text, own, marks.map((mark) => [mark.type, mark.attrs?.['href']]), content.map(bare)];
}

interface EditorFrameProps {
  editor: Editor | null;
  bar: ReactNode;
  look?: 'title' | 'subtitle' | 'plain';
  placeholder?: string;
}

/** The words, and above them, while one writes, what can be done to them. */
export function EditorFrame({ editor, bar, look = 'plain', placeholder }: EditorFrameProps) {
  const frame = useRef<HTMLDivElement>(null);
  const { look: seen } = useWriting();
  useEffect(() => {
    if (frame.current) redrawVariables(frame.current, seen);
  }, [seen]);
  return (
    <div ref={frame} className={classNames(styles.frame, styles[look])}>
      {bar}
      {placeholder && (
        <span className={styles.placeholder} aria-hidden="true">
          {placeholder}
        </span>
      )}
      <EditorContent editor={editor} className={styles.words} />
    </div>
  );
}
