import type { ColumnTarget, ContactDraft, LineIssue, LineIssueKind, NameOrder } from '../contract.ts';
import { readConsent } from './answers.ts';
import { oneApostrophe, restoreFirstName, restoreLastName } from './capitals.ts';
import { readBirthDate } from './dates.ts';
import { readEmail } from './emails.ts';
import { fold, tidy } from './folding.ts';
import { readHonorific, splitName } from './names.ts';
import { isOrganizationName, readCategory, readSiret } from './organizations.ts';
import type { Reading } from './outcome.ts';
import { readPhone, splitPhones } from './phones.ts';
import { readMunicipality, readPostcode, readPostcodeAndMunicipality } from './postcodes.ts';

/** What the agent agreed on: where each column goes, how names are ordered, and what day it is in Paris. */
export interface Mapping {
  targets: ColumnTarget[];
  nameOrder: NameOrder;
  today: string;
}

export interface DraftedLine {
  draft: ContactDraft;
  issues: LineIssue[];
  /** Why nobody can be made of this line, or null. */
  rejection: 'no_name' | null;
}

interface Desk extends DraftedLine {
  mapping: Mapping;
  organizationName: string | null;
}

/** One line of the file, cleaned. What cannot be read is left out and said, never guessed. */
export function draftContact(cells: string[], mapping: Mapping): DraftedLine {
  const desk: Desk = { draft: blankDraft(), issues: [], rejection: null, mapping, organizationName: null };
  for (const [column, cell] of cells.entries()) {
    const text = cell.trim();
    if (text === '') continue;
    const target = mapping.targets[column];
    if (target === undefined) say(desk, { kind: 'cells_beyond_columns', column, text: tidy(text) });
    else if (target !== 'ignore') place(desk, { target, column, text });
  }
  nameOrganization(desk);
  if (!desk.draft.lastName && !desk.draft.firstName) {
    desk.rejection = 'no_name';
    say(desk, { kind: 'no_name', column: null, text: '' });
  }
  return { draft: desk.draft, issues: desk.issues, rejection: desk.rejection };
}

const blankDraft = (): ContactDraft => ({
  kind: 'person',
  honorific: null,
  firstName: null,
  lastName: null,
  birthName: null,
  email: null,
  mobilePhone: null,
  landlinePhone: null,
  birthDate: null,
  addressLine: null,
  postcode: null,
  municipality: null,
  siret: null,
  category: null,
  tags: [],
  emailConsent: null,
  note: null,
});

interface Cell {
  target: Exclude<ColumnTarget, 'ignore'>;
  column: number;
  text: string;
}

const NOTE_LENGTH = 4000;
const TEXT_LENGTH = 200;
const TAG_LENGTH = 60;

function place(desk: Desk, cell: Cell) {
  const { column, text } = cell;
  if (text.includes('\ufffd')) return say(desk, { kind: 'text_undecodable', column, text: tidy(text) });
  if (text.length > (cell.target === 'note' ? NOTE_LENGTH : TEXT_LENGTH)) {
    return say(desk, { kind: 'cell_too_long', column, text: tidy(text).slice(0, TEXT_LENGTH) });
  }
  meaning[cell.target](desk, cell);
}

const meaning: Record<Cell['target'], (desk: Desk, cell: Cell) => void> = {
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
  address_line: ({ draft }, { text }) => {
    draft.addressLine = tidy(text);
  },
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
  const { issue, honorific, ...name } = splitName(cell.text, desk.mapping.nameOrder);
  Object.assign(desk.draft, name);
  desk.draft.honorific ??= honorific;
  sayIssue(desk, cell, issue ? { issue } : {});
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

/** A line that names an organization is about it; the person written beside is said, not lost. */
function nameOrganization(desk: Desk) {
  const { draft, organizationName } = desk;
  if (!organizationName) return;
  const person = [draft.firstName, draft.lastName].filter(Boolean).join(' ');
  if (person) say(desk, { kind: 'contact_person_left_out', column: null, text: person });
  Object.assign(draft, {
    kind: 'organization',
    lastName: organizationName,
    firstName: null,
    honorific: null,
    birthName: null,
    birthDate: null,
  });
}
