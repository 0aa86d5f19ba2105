import { Document } from '@tiptap/extension-document';
import { Paragraph } from '@tiptap/extension-paragraph';
import { Text } from '@tiptap/extension-text';
import { type Line, line as lineSchema } from '../../../messages/letter/contract.ts';
import { EditorFrame, useWordsEditor } from './EditorFrame.tsx';
import { FormatBar } from './FormatBar.tsx';

interface LineEditorProps {
  label: string;
  line: Line;
  onChange: (line: Line) => void;
  placeholder?: string;
  look?: 'title' | 'subtitle' | 'plain';
}

const OneLine = Document.extend({ content: 'paragraph' });
const blocks = [OneLine, Paragraph, Text];

/** One line of words and variables: an object, a title. */
export function LineEditor({ label, line, onChange, placeholder, look = 'plain' }: LineEditorProps) {
  const editor = useWordsEditor({
    label,
    extensions: blocks,
    document: { type: 'doc', content: [{ type: 'paragraph', content: line }] },
    isMultiline: false,
    onChange: (json) => {
      const [paragraph] = (json as { content?: { content?: unknown }[] }).content ?? [];
      const read = lineSchema.safeParse(paragraph?.content ?? []);
      if (read.success) onChange(read.data);
    },
  });
  return (
    <EditorFrame
      editor={editor}
      look={look}
      {...(placeholder && line.length === 0 ? { placeholder } : {})}
      bar={editor && <FormatBar editor={editor} label={label} />}
    />
  );
}
