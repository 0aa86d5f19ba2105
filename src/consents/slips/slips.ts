import { addContact, archiveContacts, completeContacts, getContact } from '../../contacts/contacts.ts';
import { type Contact, isMobile, newContact } from '../../contacts/contract.ts';
import { fullName } from '../../contacts/labels.ts';
import type { Download } from '../../platform/contract.ts';
import { newId } from '../../platform/ids.ts';
import { conflict, invalid, missing } from '../../platform/problem.ts';
import type { Scope } from '../../platform/scope.ts';
import { folded } from '../../platform/text.ts';
import { dayOf } from '../../platform/time.ts';
import { getTownHall } from '../../townhalls/townhalls.ts';
import { annulAnswers, listConsents, listPurposes, recordConsents, whenWitnessed } from '../consents.ts';
import type { Channel, Purpose } from '../contract.ts';
import { channel as channels } from '../contract.ts';
import { missingForNotice, noticeItems, noticeOf, noticeTitle } from '../notice.tsx';
import { hashOf, keepPage, pageOf } from '../proofs.ts';
import { boxWords } from '../sign-ups/form.ts';
import { subscriptionPath } from '../sign-ups/SubscriptionForm.tsx';
import type { SignUpChoice } from '../sign-ups/tables.ts';
import { liftSuppressions } from '../suppressions/suppressions.ts';
import type { EnteredSlip, SignUpDesk, Slip, SlipEntry } from './contract.ts';
import { asPaper } from './Paper.tsx';
import { drawConfirmation, drawPoster, drawSlip, grantedIn, REFERENCE, slipChannels } from './papers.tsx';
import { slipsDb } from './tables.ts';

/** All an agent needs who collects agreements. */
export async function openDesk(scope: Scope, publicUrl: string): Promise<SignUpDesk> {
  const { missing: lacking, content, notice, address } = await draft(scope, publicUrl);
  const current = hashOf(content);
  const names = new Map((await listPurposes(scope, 'all')).map(({ id, name }) => [id, name]));
  const rows = await slipsDb(scope).selectFrom('slips').selectAll().orderBy('printedAt', 'desc').orderBy('id', 'desc').execute();
  return {
    missing: lacking,
    address,
    notice: noticeItems.map((item) => ({ title: noticeTitle[item], text: notice[item] })),
    slips: rows.map((row) => asSlip(row, { current, names })),
  };
}

/** The slip as it would be printed today; its words are kept before it leaves the printer. */
export async function printSlip(scope: Scope, publicUrl: string): Promise<Slip> {
  const { missing: lacking, content, purposes } = await draft(scope, publicUrl);
  if (lacking.length > 0 || purposes.length === 0) throw notReady(lacking);
  const pageHash = await keepPage(scope, 'slip', content);
  await slipsDb(scope)
    .insertInto('slips')
    .values({ id: newId(), pageHash, choices: JSON.stringify(boxesOf(purposes)) as never, printedAt: scope.now })
    .onConflict((known) => known.constraint('slip_is_drawn_once').doNothing())
    .execute();
  const kept = await slipsDb(scope).selectFrom('slips').selectAll().where('pageHash', '=', pageHash).executeTakeFirstOrThrow();
  return asSlip(kept, { current: pageHash, names: new Map(purposes.map(({ id, name }) => [id, name])) });
}

const notReady = (lacking: readonly string[]) =>
  conflict(
    'slip.not_ready',
    lacking.length > 0
      ? `Le bulletin doit dire qui demande et à qui s’adresser. Il manque\u00a0: ${lacking.join(', ')}. Complétez Réglages › Mairie.`
      : 'Aucune finalité n’est proposée à l’inscription. Cochez «\u00a0Proposée à l’inscription\u00a0» dans Réglages › Finalités.',
  );

async function draft(scope: Scope, publicUrl: string) {
  const townHall = await getTownHall(scope);
  const purposes = (await listPurposes(scope)).filter(({ isProposed }) => isProposed);
  const notice = noticeOf(townHall, purposes, 'Votre nom est nécessaire, et l’adresse du moyen que vous cochez.');
  const address = `${publicUrl}/p/${townHall.slug}${subscriptionPath}`;
  const content = drawSlip({ townHall, purposes, notice, address });
  return { missing: missingForNotice(townHall), townHall, purposes, notice, address, content };
}

const boxesOf = (purposes: readonly Purpose[]): SignUpChoice[] =>
  purposes.flatMap((purpose) =>
    slipChannels.map((channel) => ({ purposeId: purpose.id, channel, wording: boxWords(purpose, channel) })),
  );

interface KeptSlip {
  id: string;
  pageHash: string;
  choices: readonly SignUpChoice[];
  printedAt: string;
}

const asSlip = (
  { id, pageHash, choices, printedAt }: KeptSlip,
  { current, names }: { current: string; names: ReadonlyMap<string, string> },
): Slip => ({
  ...{ id, reference: referenceOf(pageHash), printedAt, isCurrent: pageHash === current },
  boxes: choices.map((box) => ({ ...box, purposeName: names.get(box.purposeId) ?? '' })),
});

const referenceOf = (pageHash: string) => pageHash.slice(0, 8);

async function getSlip(scope: Scope, slipId: string): Promise<KeptSlip> {
  const slip = await slipsDb(scope).selectFrom('slips').selectAll().where('id', '=', slipId).executeTakeFirst();
  if (!slip) throw missing('slip.missing', 'Ce bulletin n’existe pas.');
  return slip;
}

export async function showSlip(scope: Scope, slipId: string): Promise<Download> {
  const { pageHash } = await getSlip(scope, slipId);
  const { content = '' } = (await pageOf(scope, pageHash)) ?? {};
  const reference = referenceOf(pageHash);
  return asPaper(`bulletin-${reference}.html`, content.replace(REFERENCE, `<p class="reference">Bulletin ${reference}</p>`));
}

export async function showPoster(scope: Scope, publicUrl: string): Promise<Download> {
  const { townHall, address } = await draft(scope, publicUrl);
  return asPaper('affiche.html', drawPoster({ townHall, address }));
}

/** What a person accepted, on paper. */
export async function showConfirmation(scope: Scope, contactId: string, publicUrl: string): Promise<Download> {
  const person = fullName(await getContact(scope, contactId));
  const rows = await listConsents(scope, contactId);
  const townHall = await getTownHall(scope);
  const all = await listPurposes(scope);
  const accepted = all.filter(({ id }) => grantedIn(rows).some(({ row }) => row.purposeId === id));
  const purposes = accepted.length > 0 ? accepted : all;
  const notice = noticeOf(townHall, purposes, 'Rien de plus ne vous est demandé.');
  const address = `${publicUrl}/p/${townHall.slug}/mes-abonnements`;
  const content = drawConfirmation({ townHall, person, rows, purposes, notice, address, today: dayOf(scope.now) });
  return asPaper('confirmation.html', content);
}

/** A slip that came back, or was read out to someone: each box that was ticked is an agreement, with the words beside it. */
export async function enterSlip(scope: Scope, slipId: string, entry: SlipEntry): Promise<EnteredSlip> {
  const slip = await getSlip(scope, slipId);
  const happenedAt = whenWitnessed(scope, entry.happenedOn);
  const ticked = slip.choices.filter((box) =>
    entry.choices.some(({ purposeId, channel }) => purposeId === box.purposeId && channel === box.channel),
  );
  if (ticked.length !== entry.choices.length) throw notOnSlip();
  const contact = entry.contactId ? await complete(scope, entry.contactId, entry) : await addSigner(scope, entry);
  refuseUnreachable(contact, ticked);
  const { method } = entry;
  const proofIds = await recordConsents(
    scope,
    ticked.map((box) => ({ ...box, contactId: contact.id, answer: 'granted', method, pageHash: slip.pageHash, happenedAt })),
  );
  for (const channel of new Set(ticked.map((box) => box.channel))) await liftSuppressions(scope, [contact.id], channel);
  return { contactId: contact.id, name: fullName(contact), isNew: !entry.contactId, proofIds };
}

const notOnSlip = () =>
  invalid(
    'slip.box_missing',
    'Ce bulletin n’a pas cette case. Choisissez le bulletin dont la référence est au bas de la feuille.',
    [{ field: 'choices', message: 'Cette case n’est pas sur ce bulletin.' }],
  );

const sources: Record<SlipEntry['method'], string> = { paper: 'Bulletin papier', counter: 'Guichet', phone: 'Téléphone' };

function addSigner(scope: Scope, entry: SlipEntry): Promise<Contact> {
  const { method, happenedOn, firstName, lastName } = entry;
  return addContact(
    scope,
    newContact.parse({ ...{ firstName, lastName }, ...meansIn(entry), source: sources[method], collectedOn: happenedOn }),
  );
}

/** What the slip adds to the record; where it says otherwise than the record, somebody has to look. */
async function complete(scope: Scope, contactId: string, entry: SlipEntry): Promise<Contact> {
  const known = await getContact(scope, contactId);
  const written = Object.entries(meansIn(entry)).filter(([, value]) => value) as [Means, string][];
  const otherwise = written.filter(([field, value]) => known[field] && folded(known[field]) !== folded(value));
  if (otherwise.length > 0)
    throw invalid(
      'slip.says_otherwise',
      'La fiche dit autre chose que le bulletin. Corrigez la fiche, ou laissez ce champ vide.',
      otherwise.map(([field]) => ({
        field: field.endsWith('Phone') ? 'phone' : field,
        message: `La fiche porte déjà\u00a0: ${known[field]}.`,
      })),
    );
  const changes = Object.fromEntries(written.filter(([field]) => !known[field]));
  if (Object.keys(changes).length === 0) return known;
  await completeContacts(scope, [{ contactId, changes }]);
  return getContact(scope, contactId);
}

type Means = 'email' | 'mobilePhone' | 'landlinePhone' | 'addressLine' | 'postcode' | 'municipality';

const meansIn = ({ email, phone, addressLine, postcode, municipality }: SlipEntry) => ({
  ...{ email, addressLine, postcode, municipality },
  ...(phone ? { [isMobile(phone) ? 'mobilePhone' : 'landlinePhone']: phone } : {}),
});

const lacks: Record<Channel, (contact: Contact) => boolean> = {
  email: ({ email }) => !email,
  sms: ({ mobilePhone }) => !mobilePhone,
  letter: ({ addressLine, municipality }) => !addressLine || !municipality,
  call: ({ mobilePhone, landlinePhone }) => !mobilePhone && !landlinePhone,
};

const asked: Record<Channel, { field: string; message: string }> = {
  email: { field: 'email', message: 'Écrivez l’adresse e-mail, ou décochez «\u00a0par e-mail\u00a0».' },
  sms: { field: 'phone', message: 'Écrivez un numéro de mobile, ou décochez «\u00a0par SMS\u00a0».' },
  letter: { field: 'addressLine', message: 'Écrivez la rue et la commune, ou décochez «\u00a0par courrier\u00a0».' },
  call: { field: 'phone', message: 'Écrivez un numéro de téléphone, ou décochez «\u00a0par téléphone\u00a0».' },
};

/** A yes nobody could act upon is a line that was not read to its end. */
function refuseUnreachable(contact: Contact, ticked: readonly SignUpChoice[]): void {
  const faults = channels.options.filter((one) => ticked.some(({ channel }) => channel === one) && lacks[one](contact));
  if (faults.length > 0)
    throw invalid(
      'slip.address_missing',
      'Il manque de quoi joindre cette personne par le moyen coché.',
      faults.map((one) => asked[one]),
    );
}

export async function annulEntry(scope: Scope, mistake: { proofIds: string[]; addedContactId: string | null }): Promise<void> {
  await annulAnswers(scope, mistake.proofIds);
  if (mistake.addedContactId) await archiveContacts(scope, [mistake.addedContactId]);
}
