import type { Addressee } from '../src/messages/contract.ts';
import type { Block, Content } from '../src/messages/letter/contract.ts';
import { compileLetter, fillLetter, letterFrom, readerOf } from '../src/messages/letter/letter.ts';
import { newId } from '../src/platform/ids.ts';

const around = {
  firstTime: null,
  townHallName: 'Mairie de Valmeraude',
  address: '1 place du Marché',
  colour: '#0b6147',
  reason: 'Vous recevez cette lettre parce que vous suivez «\u00a0Vie de la commune\u00a0».',
  pictures: 'https://parvis.example/pictures',
};
export const lea: Addressee = {
  id: newId(),
  kind: 'person',
  honorific: 'mme',
  firstName: 'Léa',
  lastName: 'Martin',
  municipality: '',
  custom: {},
};
const own = {
  optOut: 'https://parvis.example/m/u/token',
  answer: (questionId: string, rank: number) => `https://parvis.example/m/a/${questionId}.${rank}`,
};

/** As that person reads it. */
export async function read(content: Content, { reader = lea, passages = 0 }: { reader?: Addressee; passages?: number } = {}) {
  const letter = await compileLetter({ content, opposition: null, around, addresses: new Map() }, passages);
  return fillLetter(letter, readerOf(reader), own);
}

export const typed = (body: string, subject = 'Nouvelles') => letterFrom({ subject, body });

export type Drafted = { [Kind in Block['kind']]: Omit<Extract<Block, { kind: Kind }>, 'id' | 'passageId'> }[Block['kind']];
export const made = (...blocks: Drafted[]): Content => ({
  ...typed(''),
  blocks: blocks.map((one) => ({ id: newId(), passageId: null, ...one }) as Block),
});
export const title = (text: string, level: 'title' | 'subtitle' = 'title'): Drafted => ({
  kind: 'title',
  level,
  line: [{ type: 'text', text }],
});
export const says = (text: string): Drafted => ({
  kind: 'text',
  text: { type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text }] }] },
});
