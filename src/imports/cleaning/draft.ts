import type { CustomField } from '../../contacts/fields/contract.ts';
import {
  type ColumnTarget,
  type ContactDraft,
  fieldIdOf,
  type ImportTarget,
  type LineIssue,
  type LineIssueKind,
  type MailingStatus,
  type NameOrder,
} from '../contract.ts';
import { splitAddress } from './addresses.ts';
import { readConsent } from './answers.ts';
import { blankDraft } from './blank-draft.ts';
import { oneApostrophe, restoreFirstName, restoreLastName } from './capitals.ts';
import { splitCouple } from './couples.ts';
import { readCustomValue } from './custom-values.ts';
import { readBirthDate } from './dates.ts';
import { readEmail } from './emails.ts';
import { fold, tidy } from './folding.ts';
import { readInstant } from './instants.ts';
import { type PersonName, readHonorific, splitName } from './names.ts';
import { isOrganizationName, readCategory, readSiret } from './organizations.ts';
import type { Reading } from './outcome.ts';
import { readPhone, splitPhones } from './phones.ts';
import { readMunicipality, readPostcode, readPostcodeAndMunicipality } from './postcodes.ts';
import { roleIn } from './roles.ts';
import { readMailingStatus } from './statuses.ts';

/** What the agent agreed on: where each column goes, how names are ordered, and what day it is in Paris. */
export interface Mapping {
  targets: ImportTarget[];
  /** The town hall's own, by their ids. */
  fields?: ReadonlyMap<string, CustomField>;
  nameOrder: NameOrder;
  /** What the column of an organization's people is called: their role. */
  roleHeading?: string;
  today: string;
  /** The agent agreed that a line written for two is about two people. */
  splitsCouples?: boolean;
}

export interface DraftedLine {
  draft: ContactDraft;
  /** Those the line names beside. */
  beside: ContactDraft[];
  issues: LineIssue[];
  /** Why nobody can be made of this line, or null. */
  rejection: 'no_name' | null;
}

interface Desk extends DraftedLine {
  mapping: Mapping;
  organizationName: string | null;
  status: MailingStatus | null;
  /** Who answers for the organization. */
  responsible: PersonName | null;
  /** The other half of a couple. */
  other: PersonName | null;
}

/** One line of the file, cleaned. What cannot be read is left out and said, never guessed. */
export function draftContact(cells: string[], mapping: Mapping): DraftedLine {
  const desk: Desk = {
    ...{ draft: blankDraft(), beside: [], issues: [], rejection: null, mapping },
    ...{ organizationName: null, status: null, responsible: null, other: null },
  };
  for (const [column, cell] of cells.entries()) {
    const text = cell.trim();
    if (text === '') continue;
    const target = mapping.targets[column];
    if (target === undefined) say(desk, { kind: 'cells_beyond_columns', column, text: tidy(text) });
    else if (target !== 'ignore') place(desk, { target, column, text });
  }
  nameOrganization(desk);
  settleAnswer(desk, cells);
  keepFitting(desk);
  if (!desk.draft.lastName && !desk.draft.firstName) {
    desk.rejection = 'no_name';
    say(desk, { kind: 'no_name', column: null, text: '' });
  }
  if (desk.other && !desk.rejection && desk.draft.kind === 'person') desk.beside.push(spouseOf(desk.draft, desk.other));
  return { draft: desk.draft, beside: desk.beside, issues: desk.issues, rejection: desk.rejection };
}

/** They share where they live and how they are reached; a birth date is one person's, and nobody knows whose. */
function spouseOf(draft: ContactDraft, { honorific, firstName, lastName }: PersonName): ContactDraft {
  draft.birthDate = null;
  return { ...draft, honorific, firstName, lastName, note: null };
}

interface Cell {
  target: Exclude<ImportTarget, 'ignore'>;
  column: number;
  text: string;
}

const NOTE_LENGTH = 4000;
const TEXT_LENGTH = 200;
const TAG_LENGTH = 60;

function place(desk: Desk, cell: Cell) {
  const { column, text } = cell;
  if (text.includes('\ufffd')) return say(desk, { kind: 'text_undecodable', column, text: tidy(text) });
  const fieldId = fieldIdOf(cell.target);
  if (text.length > (cell.target === 'note' || fieldId ? NOTE_LENGTH : TEXT_LENGTH)) {
    return say(desk, { kind: 'cell_too_long', column, text: tidy(text).slice(0, TEXT_LENGTH) });
  }
  if (fieldId) placeCustom(desk, cell, fieldId);
  else meaning[cell.target as NativeTarget](desk, cell);
}

type NativeTarget = Exclude<ColumnTarget, 'ignore'>;

function placeCustom(desk: Desk, cell: Cell, fieldId: string) {
  const field = desk.mapping.fields?.get(fieldId);
  if (!field) return;
  const reading = readCustomValue(field, cell.text);
  if (reading.value !== null) desk.draft.custom = { ...desk.draft.custom, [fieldId]: reading.value };
  sayIssue(desk, cell, reading);
}

const meaning: Record<NativeTarget, (desk: Desk, cell: Cell) => void> = {
  full_name: placeFullName,
  honorific: placeHonorific,
  last_name: ({ draft }, { text }) => {
    draft.lastName = restoreLastName(oneApostrophe(tidy(text)));
  },
  first_name: ({ draft }, { text }) => {
    draft.firstName = restoreFirstName(oneApostrophe(tidy(text)));
  },
  birth_name: ({ draft }, { text }) => {
    draft.birthName = restoreLastName(oneApostrophe(tidy(text)));
  },
  email: (desk, cell) => keep(desk, cell, ['email', readEmail(cell.text)]),
  mobile_phone: placePhones,
  landline_phone: placePhones,
  phone: placePhones,
  birth_date: (desk, cell) => keep(desk, cell, ['birthDate', readBirthDate(cell.text, desk.mapping.today)]),
  address_line: ({ draft }, { text }) => Object.assign(draft, splitAddress(text)),
  postcode_and_municipality: placePostcodeAndMunicipality,
  postcode: (desk, cell) => keep(desk, cell, ['postcode', readPostcode(cell.text)]),
  municipality: ({ draft }, { text }) => {
    draft.municipality = readMunicipality(text);
  },
  organization_name: (desk, { text }) => {
    desk.organizationName = tidy(text);
  },
  siret: (desk, cell) => keep(desk, cell, ['siret', readSiret(cell.text)]),
  organization_category: (desk, cell) => keep(desk, cell, ['category', readCategory(cell.text)]),
  tag: addTags,
  email_consent: (desk, cell) => keep(desk, cell, ['emailConsent', readConsent(cell.text)]),
  consent_date: (desk, cell) => keep(desk, cell, ['answeredAt', readInstant(cell.text, desk.mapping.today)]),
  consent_confirmation: (desk, cell) => keep(desk, cell, ['answeredAt', readInstant(cell.text, desk.mapping.today)]),
  mailing_status: (desk, cell) => {
    const reading = readMailingStatus(cell.text);
    desk.status = reading.value;
    sayIssue(desk, cell, reading);
  },
  contact_person: (desk, { text }) => {
    desk.responsible = splitName(text, desk.mapping.nameOrder);
  },
  note: ({ draft }, { text }) => {
    draft.note = text;
  },
};

function keep<K extends keyof ContactDraft>(
  desk: Desk,
  cell: Cell,
  [field, reading]: [K, Reading<NonNullable<ContactDraft[K]>>],
) {
  if (reading.value !== null) desk.draft[field] = reading.value;
  sayIssue(desk, cell, reading);
}

function sayIssue(desk: Desk, { column, text }: Cell, { issue, proposal }: { issue?: LineIssueKind; proposal?: string }) {
  if (issue) say(desk, { kind: issue, column, text: tidy(text), proposal: proposal ?? null });
}

const say = ({ issues }: Desk, issue: Omit<LineIssue, 'proposal'> & { proposal?: string | null }) => {
  issues.push({ proposal: null, ...issue });
};

function placeFullName(desk: Desk, cell: Cell) {
  if (isOrganizationName(cell.text)) {
    desk.organizationName ??= tidy(cell.text);
    return;
  }
  const couple = splitCouple(cell.text, desk.mapping.nameOrder);
  if (couple) return placeCouple(desk, cell, couple);
  const { issue, honorific, ...name } = splitName(cell.text, desk.mapping.nameOrder);
  Object.assign(desk.draft, name);
  desk.draft.honorific ??= honorific;
  sayIssue(desk, cell, issue ? { issue } : {});
}

/** Two people on one line are proposed, never imposed. */
function placeCouple(desk: Desk, { column, text }: Cell, [one, other]: [PersonName, PersonName]) {
  if (desk.mapping.splitsCouples) {
    Object.assign(desk.draft, {
      firstName: one.firstName,
      lastName: one.lastName,
      honorific: one.honorific ?? desk.draft.honorific,
    });
    desk.other = other;
    return;
  }
  desk.draft.lastName = oneApostrophe(tidy(text));
  const proposal = [one, other].map(({ firstName, lastName }) => `${firstName} ${lastName}`).join(' + ');
  say(desk, { kind: 'name_of_two_people', column, text: tidy(text), proposal });
}

/** A field is for people, for organizations, or for both. */
function keepFitting({ draft, mapping }: Desk) {
  const given = Object.entries(draft.custom);
  if (given.length === 0) return;
  const fits = (id: string) => ['both', draft.kind].includes(mapping.fields?.get(id)?.appliesTo ?? '');
  draft.custom = Object.fromEntries(given.filter(([id]) => fits(id)));
}

/** Who left, or complained, said no whatever the rest of the line says; a yes that waits for its confirmation is not one. */
function settleAnswer({ draft, status, mapping, issues }: Desk, cells: string[]) {
  // The file says when they came, not when they left.
  if (status === 'unsubscribed' || status === 'complained') Object.assign(draft, { emailConsent: 'refused', answeredAt: null });
  if (status === 'bounced') draft.emailSuppression = 'bounce';
  if (status === 'complained') draft.emailSuppression = 'complaint';
  if (!draft.email) draft.emailSuppression = null;
  if (!draft.emailConsent) draft.answeredAt = null;
  const column = mapping.targets.indexOf('consent_confirmation');
  if (column >= 0 && draft.emailConsent === 'granted' && (cells[column] ?? '').trim() === '') {
    Object.assign(draft, { emailConsent: null, answeredAt: null });
    issues.push({ kind: 'consent_unconfirmed', column, text: '', proposal: null });
  }
}

function placeHonorific(desk: Desk, cell: Cell) {
  const honorific = readHonorific(cell.text);
  desk.draft.honorific = honorific ?? desk.draft.honorific;
  sayIssue(desk, cell, honorific ? {} : { issue: 'honorific_unknown' });
}

/** A number goes by what it is: a mobile written under « fixe » is still a mobile. */
function placePhones(desk: Desk, cell: Cell) {
  for (const text of splitPhones(cell.text)) {
    const reading = readPhone(text, cell.target === 'landline_phone' ? 'landline' : 'mobile');
    sayIssue(desk, { ...cell, text }, reading);
    if (!reading.value) continue;
    const field = reading.value.line === 'mobile' ? 'mobilePhone' : 'landlinePhone';
    if (desk.draft[field] && desk.draft[field] !== reading.value.e164)
      sayIssue(desk, { ...cell, text }, { issue: 'phone_left_out' });
    else desk.draft[field] = reading.value.e164;
  }
}

function placePostcodeAndMunicipality(desk: Desk, cell: Cell) {
  const reading = readPostcodeAndMunicipality(cell.text);
  Object.assign(desk.draft, reading.value);
  sayIssue(desk, cell, reading);
}

function addTags(desk: Desk, { column, text }: Cell) {
  const { tags } = desk.draft;
  const known = new Set(tags.map(fold));
  for (const tag of text.split(/[|;,\n]/).map(tidy)) {
    if (tag === '' || known.has(fold(tag))) continue;
    known.add(fold(tag));
    if (tag.length > TAG_LENGTH) say(desk, { kind: 'cell_too_long', column, text: tag });
    else tags.push(tag);
  }
}

/** A line that names an organization is about it; the person written on it is one of its people. */
function nameOrganization(desk: Desk) {
  const { draft, organizationName } = desk;
  if (!organizationName) return;
  const { honorific, firstName, lastName } = desk.responsible ?? draft;
  if (firstName || lastName) {
    const role = roleIn(draft.category, desk.mapping.roleHeading);
    desk.beside.push({ ...blankDraft(), honorific, firstName, lastName, role });
  }
  Object.assign(draft, {
    kind: 'organization',
    lastName: organizationName,
    firstName: null,
    honorific: null,
    birthName: null,
    birthDate: null,
  });
}
