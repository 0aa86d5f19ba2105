import { expect, test } from 'vitest';
import type { SensitiveSubject } from './contract.ts';
import { sensitiveLabel } from './lexicon.ts';

/** Trust P-23: accents, capitals, plurals, feminines, one letter wrong. */
test.each<[string, SensitiveSubject]>([
  ['Allergies', 'health'],
  ['ALLERGIE', 'health'],
  ['Alergies', 'health'],
  ['Handicpa', 'health'],
  ['Handicaps', 'health'],
  ['Situation de handicap', 'health'],
  ['Maladies chroniques', 'health'],
  ['Médecin traitant', 'health'],
  ['Problèmes médicaux', 'health'],
  ['Groupe sanguin', 'health'],
  ['Régime', 'health'],
  ['Religion', 'religion'],
  ['Relgion', 'religion'],
  ['Confession', 'religion'],
  ['Repas halal', 'religion'],
  ['Catholique pratiquante', 'religion'],
  ['Origine ethnique', 'origin'],
  ['Nationalité', 'origin'],
  ['Pays de naissance', 'origin'],
  ['Opinion politique', 'opinions'],
  ['Sympathisants', 'opinions'],
  ['Intention de vote', 'opinions'],
  ['Appartenance syndicale', 'union'],
  ['Syndicat', 'union'],
  ['Orientation sexuelle', 'sex_life'],
  ['Empreintes', 'biometrics'],
  ['Casier judiciaire', 'offences'],
  ['Condamnations', 'offences'],
  ['Numéro de sécurité sociale', 'nir'],
  ['N° SS', 'nir'],
  ['NIR', 'nir'],
])('a field called « %s » would speak of %s', (label, subject) => {
  expect(sensitiveLabel(label)?.subject).toBe(subject);
});

test.each([
  'École fréquentée',
  'Quartier politique de la ville',
  'Syndicat des eaux',
  'Syndicat de copropriété',
  'Commerce d’alimentation',
  'Nombre d’adhérents',
  'Partie',
  'Culture et sorties',
  'Prend le car',
  'Personne à prévenir',
  'Date d’emménagement',
  'Numéro de licence',
  'Tradition',
  'Place de marché',
  'Nom du chien',
  'Accueil du matin',
  'Cotisation réglée',
  'Jour de collecte',
  'Permis de construire',
  'Résidence secondaire',
])('a field called « %s » is like any other', (label) => {
  expect(sensitiveLabel(label)).toBeUndefined();
});
