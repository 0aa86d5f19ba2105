import { expect, test } from 'vitest';
import { matchColumns } from './columns.ts';

const match = (heading: string) => matchColumns([heading, 'Prénom', 'Nom'], [['x', 'Léa', 'Martin']])[0]!;

test.each([
  ['E-mail', 'email'],
  ['Mél', 'email'],
  ['Mail parent 1', 'email'],
  ['Adresse électronique', 'email'],
  ['COURRIEL', 'email'],
  ['Tél. portable', 'mobile_phone'],
  ['GSM', 'mobile_phone'],
  ['N° de mobile', 'mobile_phone'],
  ['Tél fixe', 'landline_phone'],
  ['Téléphone domicile', 'landline_phone'],
  ['Telephone', 'phone'],
  ['Tel', 'phone'],
  ['Adr', 'address_line'],
  ['Adresse postale', 'address_line'],
  ['CP Ville', 'postcode_and_municipality'],
  ['Code postal / Commune', 'postcode_and_municipality'],
  ['CP', 'postcode'],
  ['Ville', 'municipality'],
  ['Commune de résidence', 'municipality'],
  ['Né(e) le', 'birth_date'],
  ['Née le', 'birth_date'],
  ['Date de naissance', 'birth_date'],
  ['Date naiss.', 'birth_date'],
  ['DDN', 'birth_date'],
  ['Nom de jeune fille', 'birth_name'],
  ['Nom de naissance', 'birth_name'],
  ['Nom Prénom responsable', 'full_name'],
  ['NOM et Prénom', 'full_name'],
  ['Nom et prénom du parent d’élève', 'full_name'],
  ['Civilité', 'honorific'],
  ['Nom de l’association', 'organization_name'],
  ['Raison sociale', 'organization_name'],
  ['N° SIRET', 'siret'],
  ['Type de structure', 'organization_category'],
  ['Quartier', 'tag'],
  ['Accord pour recevoir les infos de la mairie ?', 'email_consent'],
  ['Consentement newsletter', 'email_consent'],
])('« %s » goes to %s', (heading, target) => {
  expect(match(heading)).toMatchObject({ target, verdict: 'recognized', reason: null });
});

test.each([
  ['Enfant(s) / classe', 'minor'],
  ['Date de naissance de l’enfant', 'minor'],
  ['Prénom élève', 'minor'],
  ['Observations', 'free_text'],
  ['Prénom', 'already_taken'],
  ['Accord SMS', 'unknown'],
  ['Refus de diffusion', 'unknown'],
  ['DATE_INSCRIPTION', 'unknown'],
])('« %s » is left aside: %s', (heading, reason) => {
  const columns = matchColumns(['Prénom', heading], [['Léa', 'x']]);
  expect(columns[1]).toMatchObject({ target: 'ignore', verdict: 'left_aside', reason });
});

test.each([
  ['Régime', 'health'],
  ['Menu', 'health'],
  ['Régimes alimentaires', 'health'],
  ['Allergie(s)', 'health'],
  ['Alergies', 'health'],
  ['PAI', 'health'],
  ['Médecin traitant', 'health'],
  ['Handicap', 'health'],
  ['Repas sans porc', 'religion'],
  ['RELIGION', 'religion'],
  ['Religions de l’enfant', 'religion'],
  ['Appartenance syndicale', 'union'],
  ['Opinions politiques', 'opinions'],
  ['Origine ethnique', 'origin'],
  ['N° sécu', 'nir'],
  ['NIR', 'nir'],
  ['Numéro de Sécurité Sociale', 'nir'],
  ['Casier judiciaire', 'offences'],
])('« %s » is forbidden: %s, and its content is not shown', (heading, reason) => {
  expect(match(heading)).toMatchObject({ target: 'ignore', verdict: 'forbidden', reason, samples: [] });
});

test.each(['Culture', 'Parents', 'Quartier politique de la ville', 'Partie', 'Origine du contact', 'Groupe', 'Thèmes'])(
  '« %s » is not forbidden',
  (heading) => {
    expect(match(heading).verdict).not.toBe('forbidden');
  },
);

test('« Nom » holds both names where there is no column of first names', () => {
  expect(matchColumns(['Nom', 'Mail'], []).map(({ target }) => target)).toEqual(['full_name', 'email']);
});

test('the second e-mail column is left aside, and empty columns at the end are dropped', () => {
  const columns = matchColumns(
    ['Mail', 'Mail 2', 'Quartier', 'Groupe', '', ''],
    [['a@exemple.fr', 'b@exemple.fr', 'Gué', 'Chorale', '', '']],
  );
  expect(columns.map(({ target, reason }) => [target, reason])).toEqual([
    ['email', null],
    ['ignore', 'already_taken'],
    ['tag', null],
    ['tag', null],
  ]);
});
