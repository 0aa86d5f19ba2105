import { type Chance, chanceFrom } from './chance.ts';

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
  ],
} as const;
const streets = [
  'rue du Gué',
  'place du Marché',
  'rue de l’Arche',
  'rue des Tilleuls',
  'quai du Gué',
  'impasse des Lavoirs',
  'allée des Peupliers',
  'rue du Four',
  'rue de l’École',
  'chemin du Lavoir',
  'route de Valbruyère',
];

export interface DemoPerson {
  kind: 'person';
  honorific: 'mme' | 'm';
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
}

/** Valmeraude's people. Léa Martin and Karim Benali always come first: tests and pictures speak of them. */
export function demoPeople(count: number): DemoPerson[] {
  const chance = chanceFrom(3124);
  const known: DemoPerson[] = [
    {
      ...person(chance, 0),
      honorific: 'mme',
      firstName: 'Léa',
      lastName: 'Martin',
      email: 'lea.martin@exemple.example',
      birthDate: '1986-08-23',
      tags: ['Parent d’élève'],
    },
    {
      ...person(chance, 1),
      honorific: 'm',
      firstName: 'Karim',
      lastName: 'Benali',
      email: null,
      birthDate: '1951-03-02',
      tags: [],
    },
  ];
  return [...known, ...Array.from({ length: count - known.length }, (_, index) => person(chance, index + known.length))];
}

function person(chance: Chance, index: number): DemoPerson {
  const honorific = chance.oneOf(['mme', 'm'] as const);
  const firstName = chance.oneOf(firstNames[honorific]);
  const lastName = chance.oneOf(lastNames);
  const year = chance.between(1934, 2008);
  const number = String(index).padStart(4, '0');
  return {
    kind: 'person',
    honorific,
    firstName,
    lastName,
    email: chance.isTrue(0.62)
      ? `${ascii(firstName)}.${ascii(lastName)}${index}@${chance.oneOf(['exemple.example', 'courriel.example', 'boite.example'])}`
      : null,
    mobilePhone: chance.isTrue(0.7) ? `+3363998${number}` : null,
    landlinePhone: chance.isTrue(0.35) ? `+3326191${number}` : null,
    birthDate: chance.isTrue(0.8) ? `${year}-${two(chance.between(1, 12))}-${two(chance.between(1, 28))}` : null,
    addressLine: `${chance.between(1, 98)} ${chance.oneOf(streets)}`,
    postcode: '00300',
    municipality: 'Valmeraude',
    tags: tagsFor(chance, year),
  };
}

function tagsFor(chance: Chance, year: number): string[] {
  const tags: string[] = [];
  if (year > 1975 && year < 1998 && chance.isTrue(0.45)) tags.push('Parent d’élève');
  if (year < 1956 && chance.isTrue(0.6)) tags.push('Aîné');
  if (chance.isTrue(0.08)) tags.push('Bénévole');
  if (chance.isTrue(0.06)) tags.push('Nouvel arrivant');
  return tags;
}

const two = (value: number) => String(value).padStart(2, '0');
const ascii = (text: string) =>
  text
    .normalize('NFD')
    .replace(/[^A-Za-z]/g, '')
    .toLowerCase();

export const demoOrganizations = [
  { lastName: 'Judo Club de Valmeraude', category: 'association', email: 'contact@judo.example' },
  { lastName: 'Comité des fêtes', category: 'association', email: 'fetes@comite.example' },
  { lastName: 'Les Amis du Lavoir', category: 'association', email: null },
  { lastName: 'Chorale du Gué', category: 'association', email: 'chorale@gue.example' },
  { lastName: 'Vélo pour tous', category: 'association', email: 'bonjour@velo.example' },
  { lastName: 'Boulangerie Fontbrune', category: 'business', email: 'boulangerie@fontbrune.example' },
  { lastName: 'Garage de l’Arche', category: 'business', email: null },
  { lastName: 'Librairie des Tilleuls', category: 'business', email: 'libraire@tilleuls.example' },
  { lastName: 'Café du Marché', category: 'business', email: null },
  { lastName: 'École des Tilleuls', category: 'school', email: 'ecole@tilleuls.example' },
  { lastName: 'Centre de secours du Gué', category: 'public_body', email: null },
  { lastName: 'Syndicat des eaux de Valbruyère', category: 'partner', email: 'accueil@eaux.example' },
] as const;
