import type { JSONContent } from '@tiptap/core';
import { Bold } from '@tiptap/extension-bold';
import { Document } from '@tiptap/extension-document';
import { HardBreak } from '@tiptap/extension-hard-break';
import { Link } from '@tiptap/extension-link';
import { BulletList, ListItem, ListKeymap, OrderedList } from '@tiptap/extension-list';
import { Paragraph } from '@tiptap/extension-paragraph';
import { Text } from '@tiptap/extension-text';
import { type RichText, richText, safeAddress } from '../../../messages/letter/contract.ts';
import { EditorFrame, useWordsEditor } from './EditorFrame.tsx';
import { FormatBar } from './FormatBar.tsx';

interface RichTextEditorProps {
  label: string;
  text: RichText;
  onChange: (text: RichText) => void;
}

const blocks = [
  Document,
  Paragraph,
  Text,
  Bold,
  HardBreak,
  BulletList,
  OrderedList,
  ListItem,
  ListKeymap,
  Link.configure({ openOnClick: false, autolink: false, linkOnPaste: true, isAllowedUri: (url) => safeAddress(url) !== '' }),
];

/** Paragraphs, lists, bold, links and variables: all a letter's text is made of. Pasting keeps that, and nothing else. */
export function RichTextEditor({ label, text, onChange }: RichTextEditorProps) {
  const editor = useWordsEditor({
    label,
    extensions: blocks,
    document: text as JSONContent,
    isMultiline: true,
    onChange: (json) => {
      const read = richText.safeParse(json);
      if (read.success) onChange(read.data);
    },
  });
  return <EditorFrame editor={editor} bar={editor && <FormatBar editor={editor} label={label} isRich />} />;
}
