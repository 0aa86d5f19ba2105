import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { CustomField } from '../../contacts/fields/contract.ts';
import { customValueInWords } from '../../contacts/fields/labels.ts';
import type { Addressee } from '../contract.ts';
import { type Block, type Content, content, type Fault, ownVariable, type RichText } from './contract.ts';
import { type FieldNames, faultsIn, linksIn } from './faults.ts';
import { layOut, type Surroundings } from './layout.ts';
import { collectSlots, cut, escaped, fill, type Pattern, type Slot } from './marks.ts';
import { contentFrom } from './markup.ts';
import { writeOut } from './plain-text.ts';

/** A letter laid out once for a set of passages: what remains is to put each reader's words in. */
export interface CompiledLetter {
  subject: Pattern;
  html: Pattern;
  text: Pattern;
  slots: Slot[];
}

/** All that a letter is made of, but for its reader. */
export interface Composition {
  content: Content;
  /** What the opposition wrote, where its block stands. */
  opposition: RichText | null;
  around: Surroundings;
  /** Addresses given in place of those that were written. */
  addresses: ReadonlyMap<string, string>;
}

/** What is known of a reader, by variable; empty or absent where it is not. */
export type Reader = Readonly<Record<string, string>>;

/** What is a reader's own, beside their variables. */
export interface Own {
  optOut: string;
  /** Where what is known of them comes from; read only where it is said. */
  origin?: string | null;
  answer(questionId: string, rank: number): string;
}

/** As it was saved: today's shape, or the plain text of the first letters. */
const kept = z.union([
  content,
  z
    .object({ version: z.literal(0), subject: z.string(), markup: z.string() })
    .transform(({ subject, markup }) => contentFrom({ subject, body: markup })),
]);

export const readContent = (saved: unknown): Content => kept.parse(saved);

/** From a subject and a text typed without an editor. */
export const letterFrom = (typed: { subject: string; body: string }): Content => contentFrom(typed);

/** Where the letter leads, each address once, by the words that lead there first. */
export const linksOf = (written: Content): { url: string; label: string }[] => linksIn(written);

/** What its author may mend, some of it before it leaves. */
export const faultsOf = (written: Content, fields: FieldNames): Fault[] => faultsIn(written, fields);

/** Compiling takes 8 to 18 ms, filling in a twentieth of one (design.md §6): each version is laid out once per process and set of passages. */
const compiled = new Map<string, Map<number, Promise<CompiledLetter>>>();
const KEPT = 8;

/** The letter of those who receive these passages: bit i is the passage of rank i. */
export function compileLetter(composition: Composition, passages: number): Promise<CompiledLetter> {
  const version = createHash('sha256')
    .update(JSON.stringify([composition, [...composition.addresses]]))
    .digest('hex');
  const layouts = compiled.get(version) ?? new Map<number, Promise<CompiledLetter>>();
  compiled.delete(version);
  compiled.set(version, layouts);
  const [oldest] = compiled.keys();
  if (compiled.size > KEPT && oldest) compiled.delete(oldest);
  const mask = passages & (2 ** composition.content.passages.length - 1);
  const known = layouts.get(mask);
  if (known) return known;
  const fresh = compileFresh(composition, mask);
  layouts.set(mask, fresh);
  fresh.catch(() => layouts.delete(mask));
  return fresh;
}

async function compileFresh(
  { content: saved, opposition, around, addresses }: Composition,
  mask: number,
): Promise<CompiledLetter> {
  // Read again through its schema: what the database holds is trusted no more than what a browser sent (trust S-40).
  const written = content.parse(saved);
  const { slots, markOf } = collectSlots();
  const sheet = {
    content: written,
    blocks: blocksFor(written, mask),
    opposition,
    around,
    markOf,
    addressOf: (url: string) => addresses.get(url) ?? url,
  };
  // 59 MB once loaded (measured 2026-11-23): only where a letter is laid out.
  const { default: compile } = await import('mjml');
  const { html } = await compile(layOut(sheet), { validationLevel: 'strict' });
  const subject = written.subject.map((piece) =>
    piece.type === 'text' ? piece.text : markOf({ kind: 'variable', ...piece.attrs }),
  );
  return { subject: cut(subject.join('')), html: cut(html), text: cut(writeOut(sheet)), slots };
}

/** What is read by those who receive these passages. */
export function blocksFor({ blocks, passages }: Content, mask: number): Block[] {
  const isRead = ({ passageId }: Block) => {
    const rank = passages.findIndex(({ id }) => id === passageId);
    return passageId === null || (rank >= 0 && (mask & (1 << rank)) !== 0);
  };
  return blocks.filter(isRead);
}

export function fillLetter(letter: CompiledLetter, reader: Reader, own: Own) {
  const values = letter.slots.map((slot) => wordsFor(slot, reader, own));
  return {
    subject: fill(letter.subject, values).replace(/\s+/g, ' ').trim(),
    html: fill(letter.html, values.map(escaped)),
    text: fill(letter.text, values),
  };
}

function wordsFor(slot: Slot, reader: Reader, own: Own): string {
  if (slot.kind === 'opt_out') return own.optOut;
  if (slot.kind === 'origin') return own.origin ?? '';
  if (slot.kind === 'answer') return own.answer(slot.questionId, slot.rank);
  return (reader[slot.name] ?? '').replace(/[\s\p{Cc}]+/gu, ' ').trim() || slot.fallback;
}

const title = { mme: 'Madame', m: 'Monsieur' };

/** What is known of someone, by the name of its variable; of the town hall's own fields, those the letter speaks of. */
export function readerOf(
  { kind, honorific, firstName, lastName, municipality, custom }: Addressee,
  fields: readonly CustomField[] = [],
): Reader {
  const civilite = honorific ? title[honorific] : '';
  return {
    civilite,
    salutation: civilite && `${civilite} ${lastName}`,
    prenom: kind === 'person' ? firstName : '',
    nom: lastName,
    commune: municipality,
    structure: kind === 'organization' ? lastName : '',
    ...Object.fromEntries(fields.map((field) => [ownVariable(field.id), customValueInWords(field, custom[field.id])])),
  };
}
