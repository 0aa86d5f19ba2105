import { noticeOfOrigin } from '../consents/consents.ts';
import type { Purpose } from '../consents/contract.ts';
import type { CustomField } from '../contacts/fields/contract.ts';
import { listFields } from '../contacts/fields/fields.ts';
import { fullName } from '../contacts/labels.ts';
import { newId } from '../platform/ids.ts';
import type { Scope } from '../platform/scope.ts';
import type { Seal } from '../platform/seal.ts';
import { now } from '../platform/time.ts';
import type { Deliver, Mail } from '../post/contract.ts';
import { type AnswerLink, answerLinkIn, answerTokenFor } from './answer-link.ts';
import type { Addressee } from './contract.ts';
import { messageDomainOf, underCover } from './envelope.ts';
import type { HandedOver } from './ledger/ledger.ts';
import { type Content, ownVariable, type RichText } from './letter/contract.ts';
import type { FirstTime } from './letter/layout.ts';
import { type CompiledLetter, type Composition, compileLetter, fillLetter, readerOf } from './letter/letter.ts';
import { type Letterhead, letterheadOf, reasonFor } from './letterhead.ts';
import type { OptOutJournal } from './opt-outs/journal.ts';
import { tokenFor } from './subscription.ts';

/** What writing to people needs of the world around: where links lead, what signs them, how a message leaves. */
export interface Outside {
  publicUrl: string;
  seal: Seal;
  deliver: Deliver;
  /** Where stops wait for a database that is away. */
  optOuts: OptOutJournal;
}

export type LetterPurpose = Pick<Purpose, 'id' | 'code' | 'name' | 'legalBasis' | 'disclosedTo' | 'retentionMonths'>;

/** What an agent wrote, and what stands in it without being theirs. */
export interface Draft {
  content: Content;
  opposition?: RichText | null;
  /** Addresses given to links in place of those that were written. */
  addresses?: ReadonlyMap<string, string>;
}

/** A letter ready to be filled in for one reader after another. */
export interface Stationery {
  composition: Composition;
  /** What the letter says besides to whoever did not give their data themselves. */
  firstTime: FirstTime;
  layouts: Map<string, Promise<CompiledLetter>>;
  head: Letterhead;
  purpose: LetterPurpose;
  /** The town hall's own fields it speaks of. */
  fields: readonly CustomField[];
}

interface Ends {
  purpose: LetterPurpose;
  publicUrl: string;
}

/** Puts a letter on the town hall's paper. */
export async function prepareLetter(scope: Scope, draft: Draft, { purpose, publicUrl }: Ends): Promise<Stationery> {
  const head = await letterheadOf(scope);
  const around = {
    townHallName: head.name,
    address: head.address,
    colour: head.colour,
    reason: reasonFor(purpose, head),
    firstTime: null,
    pictures: `${publicUrl}/api/v1/town-halls/${head.slug}/pictures`,
  };
  const { content, opposition = null, addresses = new Map() } = draft;
  const fields = await fieldsIn(scope, content);
  const firstTime = await noticeOfOrigin(scope, purpose);
  const composition = { content, opposition, around, addresses };
  return { composition, firstTime, layouts: new Map(), head, purpose, fields };
}

/** What a link of a question says; undefined for one that was altered, or that is none of ours. */
export const readAnswerLink = (seal: Seal, token: string): AnswerLink | undefined => answerLinkIn(seal, token);

async function fieldsIn(scope: Scope, content: Content): Promise<CustomField[]> {
  const words = JSON.stringify(content);
  if (!words.includes('"champ.')) return [];
  return (await listFields(scope)).filter(({ id }) => words.includes(ownVariable(id)));
}

/** The town hall's own fields a letter may speak of: their names, by variable. */
export async function variablesOf(scope: Scope): Promise<ReadonlyMap<string, string>> {
  const fields = await listFields(scope);
  return new Map(fields.filter(({ archivedAt }) => !archivedAt).map(({ id, label }) => [ownVariable(id), label]));
}

/** The page in bytes, with every passage: pictures are fetched apart. */
export async function weightOf(stationery: Stationery): Promise<number> {
  const { html } = await layoutFor(stationery, -1);
  return Buffer.byteLength(html.parts.join(''));
}

/** Whose letter it is to be, which reserved passages they read, and what they have still to be told of where their data come from. */
interface Example {
  person: Addressee;
  passages: number;
  origin: string | null;
}

/** By what relay a letter leaves, and how its messages are called there. */
export const departureOf = ({ head }: Stationery, publicUrl: string) => ({
  way: head.sender.way,
  messageDomain: messageDomainOf(head, publicUrl),
});

/** As that person would read it. The links of an example answer for nobody. */
export async function writeExample(stationery: Stationery, publicUrl: string, { person, passages, origin }: Example) {
  const links = { optOut: exampleLink(publicUrl), answer: () => exampleLink(publicUrl), origin };
  return fillLetter(await layoutFor(stationery, passages, origin !== null), readerOf(person, stationery.fields), links);
}

const exampleLink = (publicUrl: string) => `${publicUrl}/m/u/essai`;

/** An example under cover, for the agent who asks: marked as such, and counted nowhere. */
export async function writeTrial(stationery: Stationery, publicUrl: string, trial: Example & { email: string }): Promise<Mail> {
  const example = await writeExample(stationery, publicUrl, trial);
  return underCover({ ...example, subject: `[Essai] ${example.subject}` }, publicUrl, {
    ...stationery,
    to: { name: '', address: trial.email },
    unsubscribeUrl: exampleLink(publicUrl),
    messageId: `<${newId()}.essai@${messageDomainOf(stationery.head, publicUrl)}>`,
    sentAt: now(),
  });
}

/** Each set of passages is laid out once for all those who read it; once more for those who are told where their data come from. */
function layoutFor(stationery: Stationery, passages: number, isFirst = false): Promise<CompiledLetter> {
  const key = `${passages}${isFirst ? ' first' : ''}`;
  const known = stationery.layouts.get(key);
  if (known) return known;
  const { composition, firstTime } = stationery;
  const layout = compileLetter(
    isFirst ? { ...composition, around: { ...composition.around, firstTime } } : composition,
    passages,
  );
  stationery.layouts.set(key, layout);
  return layout;
}

export async function writeMail(
  stationery: Stationery,
  { publicUrl, seal }: Pick<Outside, 'publicUrl' | 'seal'>,
  handed: HandedOver,
): Promise<Mail> {
  const { head, purpose } = stationery;
  const { person, address, id: deliveryId, messageId, passages, origin } = handed;
  const layout = await layoutFor(stationery, passages, origin !== null);
  const token = tokenFor(seal, { townHallId: head.townHallId, contactId: person.id, purposeId: purpose.id, channel: 'email' });
  const unsubscribeUrl = `${publicUrl}/m/u/${token}`;
  const own = {
    ...{ optOut: unsubscribeUrl, origin },
    answer: (questionId: string, rank: number) =>
      `${publicUrl}/m/a/${answerTokenFor(seal, { townHallId: head.townHallId, deliveryId, questionId, rank })}`,
  };
  return underCover(fillLetter(layout, readerOf(person, stationery.fields), own), publicUrl, {
    ...stationery,
    to: { name: fullName(person), address },
    unsubscribeUrl,
    messageId,
    sentAt: now(),
  });
}
