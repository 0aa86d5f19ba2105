import { type Chance, chanceFrom } from './chance.ts';
import { demoNeighbours, demoStreets } from './places.ts';

/** Names invented for a commune that does not exist; phone numbers of the range kept for fiction (ARCEP 2018-0881: 06 39 98). */
const lastNames = [
  'Tournebise',
  'Fontbrune',
  'Kermadec',
  'Belorme',
  'Darmoise',
  'Valcourtin',
  'Castelvert',
  'Montavril',
  'Grandchêne',
  'Fauvelle',
  'Vergnes-Roussel',
  'Brisemur',
  'Lefèvre',
  'Quéméneur',
  'de La Tour',
  'd’Estampes',
  'Garcia y Lopez',
  'Orlhac',
  'Pradier',
  'Dalmas',
  'Kermeur',
  'Benali',
  'Martin',
  'Nguyen',
  'Da Silva',
  'Traoré',
  'Petitjean',
  'Rochebrune',
  'Aubrelin',
  'Bellanger',
  'Chantegrel',
  'Delmarre',
  'Escoffre',
  'Galvanin',
  'Hautemanière',
  'Jolivet',
  'Lorvellec',
  'Malandrin',
  'Nouvelot',
  'Oursel',
  'Peyrelongue',
  'Rivoallan',
  'Sauvageot',
  'Thévenard',
  'Urbain',
  'Vasseline',
  'Yvernault',
  'Zimmerlé',
];
const firstNames = {
  mme: [
    'Maëlle',
    'Inès',
    'Yvonne',
    'Rosalie',
    'Apolline',
    'Solange',
    'Fatou',
    'Noémie',
    'Jeannine',
    'Oriane',
    'Zoé',
    'Marie-Thérèse',
    'Françoise',
    'Louise',
    'Aïcha',
    'Camille',
    'Agathe',
    'Sylvie',
    'Monique',
    'Clémence',
    'Leïla',
    'Anne-Sophie',
    'Bérénice',
    'Nathalie',
  ],
  m: [
    'Lucien',
    'Amadou',
    'Karim',
    'Théo',
    'Paul-Émile',
    'Lin',
    'Simon',
    'Bastien',
    'Julien',
    'Youssef',
    'Jean-Baptiste',
    'Émile',
    'Loïc',
    'Noël',
    'Marius',
    'Hugo',
    'Gérard',
    'Étienne',
    'Pascal',
    'Gaël',
    'Nicolas',
    'Mathieu',
    'Rachid',
    'François',
  ],
} as const;

export interface DemoPerson {
  kind: 'person';
  honorific: 'mme' | 'm' | null;
  firstName: string;
  lastName: string;
  email: string | null;
  mobilePhone: string | null;
  landlinePhone: string | null;
  birthDate: string | null;
  addressLine: string;
  postcode: string;
  municipality: string;
  tags: string[];
  /** People of one household share it. */
  household: number;
  /** Where one lives, among the districts of the commune; null elsewhere. */
  district: string | null;
}

/**
 * Valmeraude's people, one household after the other. Léa Martin and Karim Benali always come first: tests and pictures speak of
 * them.
 */
export function demoPeople(count: number): DemoPerson[] {
  const chance = chanceFrom(3124);
  const people: DemoPerson[] = [];
  for (let household = 0; people.length < count; household++) people.push(...householdOf(chance, household, people.length));
  const [first, second] = people;
  const known = [
    {
      ...first,
      honorific: 'mme' as const,
      firstName: 'Léa',
      lastName: 'Martin',
      email: 'lea.martin@exemple.example',
      mobilePhone: '+33639980000',
      birthDate: '1986-08-23',
      tags: ['Parent d’élève'],
    },
    {
      ...second,
      honorific: 'm' as const,
      firstName: 'Karim',
      lastName: 'Benali',
      email: null,
      birthDate: '1951-03-02',
      tags: [],
    },
  ] as DemoPerson[];
  return [...known, ...people.slice(known.length, count)];
}

/** Who lives together, and the year each was born: the oldest first. */
const makeups: readonly ((chance: Chance) => number[])[] = [
  (chance) => [chance.between(1933, 1957)],
  (chance) => [chance.between(1934, 1956), chance.between(1936, 1958)],
  (chance) => [chance.between(1936, 1960), chance.between(1938, 1962)],
  (chance) => [chance.between(1958, 1976), chance.between(1958, 1976), ...some(chance, 2, () => chance.between(1998, 2009))],
  (chance) => [chance.between(1966, 1978), chance.between(1967, 1979), ...some(chance, 2, () => chance.between(2003, 2011))],
  (chance) => [chance.between(1980, 1995), chance.between(1980, 1995), ...some(chance, 3, () => chance.between(2011, 2022))],
  (chance) => [chance.between(1980, 1995), chance.between(1981, 1996), ...some(chance, 3, () => chance.between(2011, 2022))],
  (chance) => [chance.between(1978, 1994), ...some(chance, 2, () => chance.between(2008, 2020))],
  (chance) => [chance.between(1975, 2004)],
  (chance) => [chance.between(1985, 2003), chance.between(1985, 2004)],
];
const some = (chance: Chance, most: number, make: () => number) => Array.from({ length: chance.between(1, most) }, make);

function householdOf(chance: Chance, household: number, from: number): DemoPerson[] {
  const born = chance.oneOf(makeups)(chance);
  const name = chance.oneOf(lastNames);
  const isFromElsewhere = chance.isTrue(0.05);
  const { street, district } = chance.oneOf(demoStreets);
  const home = {
    household,
    addressLine: `${chance.between(1, 98)} ${street}`,
    postcode: isFromElsewhere ? '00310' : '00300',
    municipality: isFromElsewhere ? chance.oneOf(demoNeighbours) : 'Valmeraude',
    district: isFromElsewhere ? null : district,
    hasAddress: chance.isTrue(0.94),
  };
  const oldest = born[0] ?? 1980;
  const hasPupils = born.some((year) => year >= 2012);
  return born.map((year, rank) => {
    const isChild = year - oldest > 16;
    const lastName = rank === 1 && !isChild && chance.isTrue(0.4) ? chance.oneOf(lastNames) : name;
    const index = from + rank;
    return { ...person(chance, { index, year, lastName, isChild, isParent: !isChild && hasPupils }), ...placed(home) };
  });
}

const placed = ({
  hasAddress,
  ...home
}: Pick<DemoPerson, 'household' | 'addressLine' | 'postcode' | 'municipality' | 'district'> & { hasAddress: boolean }) =>
  hasAddress ? home : { ...home, addressLine: '', district: null };

interface Draft {
  index: number;
  year: number;
  lastName: string;
  isChild: boolean;
  isParent: boolean;
}

/** How often somebody has each means: the older, the less often an e-mail; a child is reached through their parents. */
function odds(year: number, isYoung: boolean) {
  if (isYoung) return { email: 0, mobile: 0, landline: 0 };
  return { email: year < 1956 ? 0.38 : 0.72, mobile: year < 1950 ? 0.45 : 0.78, landline: year < 1960 ? 0.7 : 0.2 };
}

function person(chance: Chance, { index, year, lastName, isChild, isParent }: Draft) {
  const drawn = chance.oneOf(['mme', 'm'] as const);
  const firstName = chance.oneOf(firstNames[drawn]);
  const isYoung = isChild && year > 2009;
  const number = String(index).padStart(4, '0');
  const by = odds(year, isYoung);
  const mailbox = `${ascii(firstName)}.${ascii(lastName)}${index}@${chance.oneOf(['exemple', 'courriel', 'boite'])}.example`;
  return {
    kind: 'person' as const,
    honorific: isYoung ? null : drawn,
    firstName,
    lastName,
    email: chance.isTrue(by.email) ? mailbox : null,
    mobilePhone: chance.isTrue(by.mobile) ? `+3363998${number}` : null,
    landlinePhone: chance.isTrue(by.landline) ? `+3326191${number}` : null,
    birthDate: isYoung || chance.isTrue(0.86) ? `${year}-${two(chance.between(1, 12))}-${two(chance.between(1, 28))}` : null,
    tags: tagsFor(chance, { year, isParent, isYoung }),
  };
}

function tagsFor(chance: Chance, { year, isParent, isYoung }: { year: number; isParent: boolean; isYoung: boolean }): string[] {
  const tags: string[] = [];
  if (isParent && chance.isTrue(0.85)) tags.push('Parent d’élève');
  if (year < 1956 && chance.isTrue(0.6)) tags.push('Aîné');
  if (!isYoung && chance.isTrue(0.07)) tags.push('Bénévole');
  if (!isYoung && chance.isTrue(0.05)) tags.push('Nouvel arrivant');
  return tags;
}

const two = (value: number) => String(value).padStart(2, '0');
const ascii = (text: string) =>
  text
    .normalize('NFD')
    .replace(/[^A-Za-z]/g, '')
    .toLowerCase();
