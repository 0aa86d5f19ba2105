import type { Purpose } from '../consents/contract.ts';
import { fullName } from '../contacts/labels.ts';
import { newId } from '../platform/ids.ts';
import type { Scope } from '../platform/scope.ts';
import type { Seal } from '../platform/seal.ts';
import { now } from '../platform/time.ts';
import type { Deliver, Mail } from '../post/contract.ts';
import type { Addressee, Letter } from './contract.ts';
import { underCover } from './envelope.ts';
import type { HandedOver } from './ledger/ledger.ts';
import { type CompiledLetter, compileLetter, fillLetter, readerOf } from './letter.ts';
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

export type LetterPurpose = Pick<Purpose, 'id' | 'code' | 'name' | 'legalBasis'>;

/** A letter ready to be filled in for one reader after another. */
export interface Stationery {
  compiled: CompiledLetter;
  head: Letterhead;
  purpose: LetterPurpose;
}

/** Reads, checks and lays out a letter; a `Problem` says where it cannot be read. */
export async function prepareLetter(scope: Scope, letter: Letter, purpose: LetterPurpose): Promise<Stationery> {
  const head = await letterheadOf(scope);
  const around = { townHallName: head.name, address: head.address, colour: head.colour, reason: reasonFor(purpose, head) };
  return { compiled: await compileLetter(letter, around), head, purpose };
}

/** As that person would read it. The links of an example answer for nobody. */
export const writeExample = ({ compiled }: Stationery, person: Addressee, publicUrl: string) =>
  fillLetter(compiled, readerOf(person), exampleLink(publicUrl));

const exampleLink = (publicUrl: string) => `${publicUrl}/m/u/essai`;

/** An example under cover, for the agent who asks: marked as such, and counted nowhere. */
export function writeTrial(
  stationery: Stationery,
  publicUrl: string,
  { person, email }: { person: Addressee; email: string },
): Mail {
  const example = writeExample(stationery, person, publicUrl);
  return underCover({ ...example, subject: `[Essai] ${example.subject}` }, publicUrl, {
    ...stationery,
    to: { name: '', address: email },
    unsubscribeUrl: exampleLink(publicUrl),
    messageName: newId(),
    sentAt: now(),
  });
}

export function writeMail(
  stationery: Stationery,
  { publicUrl, seal }: Pick<Outside, 'publicUrl' | 'seal'>,
  handed: HandedOver,
): Mail {
  const { head, purpose, compiled } = stationery;
  const { person, address, id } = handed;
  const token = tokenFor(seal, { townHallId: head.townHallId, contactId: person.id, purposeId: purpose.id, channel: 'email' });
  const unsubscribeUrl = `${publicUrl}/m/u/${token}`;
  return underCover(fillLetter(compiled, readerOf(person), unsubscribeUrl), publicUrl, {
    ...stationery,
    to: { name: fullName(person), address },
    unsubscribeUrl,
    messageName: id,
    sentAt: now(),
  });
}
