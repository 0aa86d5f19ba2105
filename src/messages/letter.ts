import { createHash } from 'node:crypto';
import type { Addressee, Letter, Variable } from './contract.ts';
import { escaped, layOut, type Surroundings, writeOut } from './layout.ts';
import { readMarkup } from './markup.ts';
import { fillMarks, markOf, readTemplate, type Slot } from './template.ts';

/** A letter read, laid out and checked once: what remains is to put each reader's words in. */
export interface CompiledLetter {
  subject: string;
  subjectSlots: Slot[];
  html: string;
  text: string;
  bodySlots: Slot[];
}

/** What is known of a reader, by variable; empty where it is not. */
export type Reader = Record<Variable, string>;

/** Compiling takes 8 to 18 ms, filling in a twentieth of one (design.md §6): each version is compiled once per process. */
const compiled = new Map<string, Promise<CompiledLetter>>();
const KEPT = 50;

export function compileLetter(letter: Letter, around: Omit<Surroundings, 'links'>): Promise<CompiledLetter> {
  const version = createHash('sha256')
    .update(JSON.stringify([letter, around]))
    .digest('hex');
  const known = compiled.get(version);
  if (known) return known;
  const fresh = compileFresh(letter, around);
  compiled.set(version, fresh);
  fresh.catch(() => compiled.delete(version));
  const [oldest] = compiled.keys();
  if (compiled.size > KEPT && oldest) compiled.delete(oldest);
  return fresh;
}

async function compileFresh({ subject, body }: Letter, around: Omit<Surroundings, 'links'>): Promise<CompiledLetter> {
  const title = readTemplate(subject, 'subject');
  const { text, slots } = readTemplate(body, 'body');
  const blocks = readMarkup(text);
  // The reader's own link is one more mark, after those of the text.
  const links = [{ text: 'Ne plus recevoir ces messages', url: markOf(slots.length) }];
  // 59 MB once loaded (measured 2026-11-23): only where a letter is laid out.
  const { default: compile } = await import('mjml');
  const { html } = await compile(layOut(blocks, { ...around, links }), { validationLevel: 'strict' });
  return {
    subject: title.text,
    subjectSlots: title.slots,
    html,
    text: writeOut(blocks, { ...around, links }),
    bodySlots: slots,
  };
}

export function fillLetter(letter: CompiledLetter, reader: Reader, unsubscribeUrl: string) {
  const words = ({ name, fallback }: Slot) => reader[name].replace(/\s+/g, ' ').trim() || fallback;
  const inBody = [...letter.bodySlots.map(words), unsubscribeUrl];
  return {
    subject: fillMarks(letter.subject, letter.subjectSlots.map(words)).replace(/\s+/g, ' ').trim(),
    html: fillMarks(letter.html, inBody.map(escaped)),
    text: fillMarks(letter.text, inBody),
  };
}

const title = { mme: 'Madame', m: 'Monsieur' };

export function readerOf({ kind, honorific, firstName, lastName, municipality }: Addressee): Reader {
  const civilite = honorific ? title[honorific] : '';
  return {
    civilite,
    salutation: civilite && `${civilite} ${lastName}`,
    prenom: kind === 'person' ? firstName : '',
    nom: lastName,
    commune: municipality,
  };
}
