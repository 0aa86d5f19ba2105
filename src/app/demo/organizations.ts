import type { OrganizationCategory } from '../../contacts/contract.ts';
import { chanceFrom } from './chance.ts';
import { demoStreets } from './places.ts';

export interface DemoOrganization {
  lastName: string;
  category: OrganizationCategory;
  email: string | null;
  landlinePhone: string | null;
  addressLine: string;
  district: string;
}

/** The first bear names that tests, pictures and the guide speak of. */
const named = [
  ['Judo Club de Valmeraude', 'association', 'contact@judo.example'],
  ['Comité des fêtes', 'association', 'fetes@comite.example'],
  ['Les Amis du Lavoir', 'association', null],
  ['Chorale du Gué', 'association', 'chorale@gue.example'],
  ['Vélo pour tous', 'association', 'bonjour@velo.example'],
  ['Boulangerie Fontbrune', 'business', 'boulangerie@fontbrune.example'],
  ['Garage de l’Arche', 'business', null],
  ['Librairie des Tilleuls', 'business', 'libraire@tilleuls.example'],
  ['Café du Marché', 'business', null],
  ['École des Tilleuls', 'school', 'ecole@tilleuls.example'],
  ['Centre de secours du Gué', 'public_body', null],
  ['Syndicat des eaux de Valbruyère', 'partner', 'accueil@eaux.example'],
] as const;

const activities = [
  'Football club',
  'Tennis club',
  'Gymnastique volontaire',
  'Club de pétanque',
  'Randonnée',
  'Théâtre',
  'Danse',
  'Club photo',
  'Club d’échecs',
  'Pêche',
  'Chasse communale',
  'Aînés ruraux',
  'Parents d’élèves',
  'Anciens combattants',
  'Don du sang',
  'Jardins partagés',
  'Ludothèque',
  'Club informatique',
  'Couture et tricot',
  'Apiculteurs',
] as const;
const trades = [
  'Boucherie',
  'Pharmacie',
  'Fleuriste',
  'Coiffure',
  'Épicerie',
  'Menuiserie',
  'Plomberie',
  'Électricité',
  'Maçonnerie',
  'Restaurant',
  'Crêperie',
  'Cabinet infirmier',
  'Ostéopathie',
  'Auto-école',
  'Pressing',
  'Cave à vins',
  'Ferme',
  'Serrurerie',
  'Taxi',
  'Paysagiste',
] as const;
const owners = ['Kermadec', 'Vergnes', 'Montavril', 'Dalmas', 'Orlhac', 'Jolivet'] as const;
const others = [
  ['École du Gué', 'school'],
  ['Collège de Bellerive', 'school'],
  ['Crèche Les Petits Pas', 'school'],
  ['Centre de loisirs', 'school'],
  ['Gendarmerie de Valbruyère', 'public_body'],
  ['Trésorerie du canton', 'public_body'],
  ['Médiathèque', 'public_body'],
  ['Centre communal d’action sociale', 'public_body'],
  ['Communauté de communes des Trois Gués', 'partner'],
  ['Bailleur social Habitat du Gué', 'partner'],
  ['Syndicat d’énergie', 'partner'],
  ['Office de tourisme', 'partner'],
] as const;

/** 150 associations, shops, schools and neighbours of the town hall. */
export function demoOrganizations(): DemoOrganization[] {
  const chance = chanceFrom(150);
  const places = ['de Valmeraude', 'du Gué', 'de Bellerive'] as const;
  const drafts: [string, OrganizationCategory][] = [
    ...activities.flatMap((activity, rank) =>
      places
        .slice(0, 1 + (rank % 4 === 0 ? 2 : rank % 2))
        .map((place): [string, OrganizationCategory] => [`${activity} ${place}`, 'association']),
    ),
    ...trades.flatMap((trade, rank) =>
      Array.from({ length: rank < 14 ? 4 : 5 }, (_, turn): [string, OrganizationCategory] => [
        `${trade} ${owners[(rank + turn) % owners.length]}`,
        'business',
      ]),
    ),
    ...others.map(([name, category]): [string, OrganizationCategory] => [name, category]),
  ];
  const chosen = drafts.slice(0, 150 - named.length - others.length).concat(others.map(([name, category]) => [name, category]));
  const all = [
    ...named.map(([lastName, category, email]) => ({ lastName, category, email })),
    ...chosen.map(([lastName, category], rank) => ({
      lastName,
      category,
      email: chance.isTrue(0.7) ? `contact@structure${rank}.example` : null,
    })),
  ];
  return all.map((one, rank) => {
    const { street, district } = chance.oneOf(demoStreets);
    return {
      ...one,
      landlinePhone: chance.isTrue(0.6) ? `+3326191${9000 + rank}` : null,
      addressLine: `${chance.between(1, 60)} ${street}`,
      district,
    };
  });
}
