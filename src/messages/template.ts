import { invalid } from '../platform/problem.ts';
import { type Variable, variable } from './contract.ts';
import { usualFallback } from './labels.ts';

/** A variable where it stands, with what to write when it is not known. */
export interface Slot {
  name: Variable;
  fallback: string;
}

/** A text whose variables have become marks, in the order of `slots`. */
export interface Template {
  text: string;
  slots: Slot[];
}

// Private-use characters: no one types them, and neither MJML nor escaping touches them.
const [OPEN, CLOSE] = ['\uE000', '\uE001'];
const mark = new RegExp(`${OPEN}(\\d+)${CLOSE}`, 'g');
const strangers = new RegExp(`[${OPEN}${CLOSE}\u0000-\u0008\u000B-\u001F\u007F]`, 'g');

export const markOf = (index: number) => `${OPEN}${index}${CLOSE}`;
export const hasMark = (text: string) => text.includes(OPEN);
export const fillMarks = (text: string, values: readonly string[]) =>
  text.replace(mark, (_, index: string) => values[Number(index)] ?? '');

/** Reads « {{ prenom | sinon: "Madame, Monsieur" }} ». No loop, no condition: nothing but a closed list of words to put in. */
export function readTemplate(source: string, field: 'subject' | 'body'): Template {
  const clean = source.replace(/\r\n?/g, '\n').replace(strangers, '');
  const slots: Slot[] = [];
  let text = '';
  let read = 0;
  for (const { 0: whole, 1: inside = '', 2: end, index } of clean.matchAll(/\{\{(.*?)(\}\}|$|\n)/gs)) {
    const where = placeIn(clean, index);
    if (end !== '}}') throw refusal(field, `${where} : il manque les deux accolades qui ferment, « }} ».`);
    text += clean.slice(read, index) + markOf(slots.length);
    slots.push(readSlot(inside, { field, where }));
    read = index + whole.length;
  }
  return { text: text + clean.slice(read), slots };
}

const shape = /^\s*([^|\s]+)\s*(?:\|\s*sinon\s*:\s*["“«]\s*([^"”»]*?)\s*["”»]\s*)?$/;

function readSlot(inside: string, { field, where }: { field: 'subject' | 'body'; where: string }): Slot {
  const [, name = inside.trim(), fallback] = shape.exec(inside) ?? [];
  const known = variable.safeParse(name.split('|')[0]?.trim());
  if (!known.success)
    throw refusal(field, `${where} : « ${name} » n’est pas une variable. Il existe : ${variable.options.join(', ')}.`);
  if (!fallback) throw refusal(field, `${where} : dites quoi écrire quand on ne le sait pas : ${exampleOf(known.data)}.`);
  // ui/corrections.md: a first name only where the person chose it, and never in a subject.
  if (field === 'subject' && known.data === 'prenom')
    throw refusal(field, `${where} : le prénom ne va pas dans un objet. Utilisez plutôt : ${exampleOf('salutation')}.`);
  return { name: known.data, fallback };
}

const exampleOf = (name: Variable) => `{{ ${name} | sinon: "${usualFallback[name]}" }}`;

const placeIn = (text: string, at: number) => {
  const before = text.slice(0, at).split('\n');
  return `Ligne ${before.length}, caractère ${(before.at(-1)?.length ?? 0) + 1}`;
};

export const refusal = (field: 'subject' | 'body', message: string) =>
  invalid('letter.unreadable', message.replaceAll(' :', '\u00a0:').replaceAll('« ', '«\u00a0').replaceAll(' »', '\u00a0»'), [
    { field, message },
  ]);
