import { z } from 'zod';
import { day, id } from '../../platform/contract.ts';

/** What a letter may say of its reader, beside the fields of the town hall's own. */
export const nativeVariable = z.enum(['salutation', 'civilite', 'prenom', 'nom', 'commune', 'structure']);
export type NativeVariable = z.infer<typeof nativeVariable>;

const ownField = z.templateLiteral(['champ.', z.uuid()]);

/** The variable that says what a field of the town hall's own holds. */
export const ownVariable = (fieldId: string) => `champ.${fieldId}` as const;

/** A closed list: nothing of what is written here is ever evaluated (trust S-41). */
export const variableName = z.union([nativeVariable, ownField]);
export type VariableName = z.output<typeof variableName>;

// Controls, halves of characters, and the marks where each reader's words go: nobody types them.
const unprintable = /(?![\n\t])\p{Cc}|[\uE000\uE001]|\p{Surrogate}/gu;
const printable = (most: number, message = 'Ce texte est trop long.') =>
  z
    .string()
    .max(most, message)
    .transform((text) => text.replace(/\r\n?/g, '\n').replace(unprintable, ''));
const oneLine = (most: number) => printable(most).transform((text) => text.replace(/\s*\n\s*/g, ' '));

/** Pages, mailboxes and telephones; whatever else an address could do is dropped when it is read (trust S-40). */
export const address = z
  .string()
  .max(2000, 'Cette adresse est trop longue.')
  .transform((text) => safeAddress(text));

export function safeAddress(text: string): string {
  const typed = text.replace(/[\p{Cc}\p{Cf}\s\uE000\uE001]/gu, '');
  const whole = /^(www\.|[\p{L}\d-]+(\.[\p{L}\d-]+)*\.\p{L}{2,}(\/|$))/iu.test(typed) ? `https://${typed}` : typed;
  if (/^(mailto:[^<>"'\s@]+@[^<>"'\s@]+|tel:[+\d().-]+)$/i.test(whole)) return whole;
  if (!/^https?:\/\//i.test(whole) || !URL.canParse(whole)) return '';
  const { protocol, username, password, href } = new URL(whole);
  return /^https?:$/.test(protocol) && !username && !password ? href : '';
}

const bold = z.object({ type: z.literal('bold') });
const link = z.object({ type: z.literal('link'), attrs: z.object({ href: address }) });
const marks = z
  .array(z.discriminatedUnion('type', [bold, link]))
  .max(2)
  .optional();

const variable = z.object({
  type: z.literal('variable'),
  attrs: z.object({ name: variableName, fallback: oneLine(80).transform((words) => words.trim()) }),
});
const plainText = z.object({ type: z.literal('text'), text: oneLine(1000) });

const keepFull = <Node extends { type: string }>(nodes: Node[]): Node[] =>
  nodes.filter((node) => node.type !== 'text' || (node as { text?: string }).text !== '');

/** One line: words, and what changes for each reader. */
export const line = z
  .array(z.discriminatedUnion('type', [plainText, variable]))
  .max(60)
  .transform(keepFull);
export type Line = z.output<typeof line>;

const inline = z.discriminatedUnion('type', [
  z.object({ type: z.literal('text'), text: printable(20_000), marks }),
  variable.extend({ marks }),
  z.object({ type: z.literal('hardBreak') }),
]);
export type Inline = z.output<typeof inline>;

const paragraph = z.object({ type: z.literal('paragraph'), content: z.array(inline).max(500).transform(keepFull).default([]) });

const listOf = <Child extends z.ZodType>(child: Child) => {
  const entry = z.object({ type: z.literal('listItem'), content: z.array(child).min(1).max(20) });
  return z.object({ type: z.enum(['bulletList', 'orderedList']), content: z.array(entry).min(1).max(100) });
};
const innerList = listOf(paragraph);
const list = listOf(z.discriminatedUnion('type', [paragraph, innerList]));
export type List = z.output<typeof list>;

/** Paragraphs and lists, as the editor holds them (ProseMirror's JSON): no markup, hence nothing that could be some. */
export const richText = z.object({
  type: z.literal('doc'),
  content: z
    .array(z.discriminatedUnion('type', [paragraph, list]))
    .max(200)
    .default([]),
});
export type RichText = z.output<typeof richText>;

const blockId = z.uuid();
const inPassage = { id: blockId, passageId: blockId.nullable().default(null) };

/** The picture itself is a file of the town hall, under its content's hash. */
export const picture = z.object({
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  mediaType: z.enum(['image/jpeg', 'image/png']),
  width: z.number().int().min(1).max(10_000),
  height: z.number().int().min(1).max(10_000),
  size: z.number().int().min(1),
});
export type Picture = z.output<typeof picture>;

const answer = z.object({ label: oneLine(40).transform((words) => words.trim()) });
export const MOST_ANSWERS = 6;

export const block = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('title'), ...inPassage, level: z.enum(['title', 'subtitle']).default('title'), line }),
  z.object({ kind: z.literal('text'), ...inPassage, text: richText }),
  z.object({
    kind: z.literal('image'),
    ...inPassage,
    picture: picture.nullable(),
    alternative: oneLine(300),
    isDecorative: z.boolean().default(false),
    url: address.default(''),
  }),
  z.object({ kind: z.literal('button'), ...inPassage, label: oneLine(80), url: address }),
  z.object({ kind: z.literal('divider'), ...inPassage }),
  z.object({
    kind: z.literal('question'),
    ...inPassage,
    question: oneLine(300),
    answers: z.array(answer).min(1).max(MOST_ANSWERS),
    /** The last day one may answer. */
    closesOn: day.nullable().default(null),
  }),
  z.object({ kind: z.literal('opposition'), ...inPassage }),
]);
export type Block = z.output<typeof block>;
export type BlockKind = Block['kind'];
export type BlockOf<Kind extends BlockKind> = Extract<Block, { kind: Kind }>;

/** Several blocks that only those of a segment receive. */
const passage = z.object({ id: blockId, segmentId: id });

/** A letter is laid out once for each set of passages it is read with: 256 at most. */
export const MOST_PASSAGES = 8;
export const MOST_BLOCKS = 80;

/** All an agent writes in a letter. */
export const content = z.object({
  version: z.literal(1),
  subject: line,
  /** What mailboxes show after the subject. */
  preheader: line.default([]),
  passages: z.array(passage).max(MOST_PASSAGES, 'Huit passages réservés au plus.').default([]),
  blocks: z.array(block).max(MOST_BLOCKS, 'Quatre-vingts blocs au plus.'),
});
export type Content = z.output<typeof content>;

export const emptyContent: Content = { version: 1, subject: [], preheader: [], passages: [], blocks: [] };

/** What may be wrong in a letter, by its author's doing. */
export const faultCode = z.enum([
  'subject_empty',
  'subject_first_name',
  'content_empty',
  'fallback_missing',
  'field_unknown',
  'braces',
  'alternative_missing',
  'alternative_is_file_name',
  'picture_missing',
  'link_vague',
  'link_nowhere',
  'link_bare',
  'heading_empty',
  'heading_faked',
  'list_faked',
  'button_empty',
  'question_incomplete',
  'question_repeats',
  'passage_empty',
  'capitals',
]);
export type FaultCode = z.infer<typeof faultCode>;

export const fault = z.object({
  code: faultCode,
  /** Stands in the way of the launch; otherwise it is advice. */
  isBlocking: z.boolean(),
  /** Null: in the subject. */
  blockId: blockId.nullable(),
  /** The words at fault. */
  words: z.string(),
});
export type Fault = z.output<typeof fault>;

/** The words of a line, each variable by what stands for it when it is not known: for lists and titles. */
export const wordsOf = (pieces: Line): string =>
  pieces
    .map((piece) => (piece.type === 'text' ? piece.text : piece.attrs.fallback))
    .join('')
    .trim();
