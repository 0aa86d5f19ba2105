import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readConsent } from './answers.ts';
import { restorePlace } from './capitals.ts';
import { readBirthDate } from './dates.ts';
import { readEmail } from './emails.ts';
import { fold } from './folding.ts';
import { readHonorific, splitName } from './names.ts';
import { isOrganizationName, readCategory, readSiret } from './organizations.ts';
import { readPhone, splitPhones } from './phones.ts';
import { readPostcode, readPostcodeAndMunicipality } from './postcodes.ts';

test.each([
  ['BENALI Rosalie', 'Rosalie', 'Benali'],
  ['Lucien Lefèvre', 'Lucien', 'Lefèvre'],
  ['DE LA TOUR Oriane', 'Oriane', 'de La Tour'],
  ['Fatou De La Tour', 'Fatou', 'de La Tour'],
  ['DE LA TOUR Jean-Baptiste', 'Jean-Baptiste', 'de La Tour'],
  ['GARCIA Y LOPEZ Noël', 'Noël', 'Garcia y Lopez'],
  ['Noémie Garcia y Lopez', 'Noémie', 'Garcia y Lopez'],
  ['Marie-Thérèse d’Estampes', 'Marie-Thérèse', 'd’Estampes'],
  ["D'ESTAMPES Aïcha", 'Aïcha', 'd’Estampes'],
  ['N’GUYEN Paul-Émile', 'Paul-Émile', 'N’Guyen'],
  ['VERGNES-ROUSSEL Céline', 'Céline', 'Vergnes-Roussel'],
  ['HERVÉ Hervé', 'Hervé', 'Hervé'],
  ['ŸZABEL Zoé', 'Zoé', 'Ÿzabel'],
  ['ŒUVRARD Léa', 'Léa', 'Œuvrard'],
  ['Le Goff Yann', 'Yann', 'Le Goff'],
  ['Jean de la TOUR', 'Jean', 'de la TOUR'],
  ['TOURNEBISE ROSALIE', 'Rosalie', 'Tournebise'],
  ['ROSALIE TOURNEBISE', 'Rosalie', 'Tournebise'],
  ['tournebise rosalie', 'Rosalie', 'Tournebise'],
  ['Dupont, Jean', 'Jean', 'Dupont'],
  ['Mme Léa MARTIN', 'Léa', 'Martin'],
  ['M. MARTIN Karim', 'Karim', 'Martin'],
  ['MARTIN', null, 'Martin'],
  ['MROZ Jan', 'Jan', 'Mroz'],
  ['Monsieur Mroz', null, 'Mroz'],
  ['Anne De Smet', 'Anne', 'De Smet'],
  ['  PETIT \u00a0 Luc ', 'Luc', 'Petit'],
])('« %s » is %s, %s', (cell, firstName, lastName) => {
  expect(splitName(cell)).toMatchObject({ firstName, lastName });
});

test('where neither word is a known first name, the order of the file decides and says so', () => {
  expect(splitName('Zorg Bidul', 'last_first')).toMatchObject({
    firstName: 'Bidul',
    lastName: 'Zorg',
    issue: 'name_order_uncertain',
  });
  expect(splitName('Noël Hervé', 'last_first')).toMatchObject({ firstName: 'Hervé', lastName: 'Noël' });
  expect(splitName('Noël Hervé', 'first_last')).toMatchObject({ firstName: 'Noël', lastName: 'Hervé' });
});

test('two people in one cell are kept whole and said', () => {
  expect(splitName('M. et Mme DUPONT')).toMatchObject({
    firstName: null,
    lastName: 'M. et Mme DUPONT',
    issue: 'name_of_two_people',
  });
  expect(splitName('Léa et Karim Martin').issue).toBe('name_of_two_people');
});

test('splitting a name loses no letter and invents none', () => {
  const word = fc.string({ unit: fc.constantFrom(...'abéÉZŒœ-’'), minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(
      fc.array(word, { minLength: 1, maxLength: 5 }),
      fc.constantFrom('first_last' as const, 'last_first' as const),
      (words, order) => {
        const { firstName, lastName } = splitName(words.join(' '), order);
        expect(letters(`${firstName ?? ''}${lastName ?? ''}`)).toBe(letters(words.join('')));
      },
    ),
  );
});

const letters = (text: string) => [...fold(text).replace(/[^a-z]/g, '')].sort().join('');

test.each([
  ['Mme', 'mme'],
  ['Madame', 'mme'],
  ['Mlle', 'mme'],
  ['M.', 'm'],
  ['M', 'm'],
  ['Monsieur', 'm'],
  ['Dr', null],
])('« %s » is the honorific %s', (cell, expected) => {
  expect(readHonorific(cell)).toBe(expected);
});

test.each([
  ['SAINT-JEAN-DE-LUZ', 'Saint-Jean-de-Luz'],
  ['LE MANS', 'Le Mans'],
  ['VILLENEUVE D’ASCQ', 'Villeneuve d’Ascq'],
  ["L'ISLE-ADAM", 'L’Isle-Adam'],
  ['Valmeraude', 'Valmeraude'],
])('the municipality %s is written %s', (written, expected) => {
  expect(restorePlace(written)).toBe(expected);
});

test.each([
  ['06 39 98 50 86', '+33639985086', 'mobile'],
  ['06.39.98.16.47', '+33639981647', 'mobile'],
  ['06-39-98-56-04', '+33639985604', 'mobile'],
  ['06/39/98/56/04', '+33639985604', 'mobile'],
  ['0639984317', '+33639984317', 'mobile'],
  ['33639981990', '+33639981990', 'mobile'],
  ['+33 6 39 98 31 37', '+33639983137', 'mobile'],
  ['+33(0)639985529', '+33639985529', 'mobile'],
  ['0033639983743', '+33639983743', 'mobile'],
  ['06\u00a039\u00a098\u00a050\u00a086', '+33639985086', 'mobile'],
  ['+33(0)261912551', '+33261912551', 'landline'],
  ['09 72 12 34 56', '+33972123456', 'landline'],
  ['0262 12 34 56', '+262262123456', 'landline'],
  ['0692 12 34 56', '+262692123456', 'mobile'],
  ['+33 690 12 34 56', '+590690123456', 'mobile'],
  ['+32 475 12 34 56', '+32475123456', 'mobile'],
  ['0041 22 767 11 11', '+41227671111', 'landline'],
])('« %s » is the phone %s, a %s', (cell, e164, line) => {
  expect(readPhone(cell)).toEqual({ value: { e164, line } });
});

test('a number that lost its zero to a spreadsheet gets it back, and that is said', () => {
  expect(readPhone('639989603')).toEqual({ value: { e164: '+33639989603', line: 'mobile' }, issue: 'zero_restored' });
  expect(readPhone('261912551')).toEqual({ value: { e164: '+33261912551', line: 'landline' }, issue: 'zero_restored' });
  expect(readPostcode('1000')).toEqual({ value: '01000', issue: 'zero_restored' });
  expect(readSiret('5520081460012')).toEqual({ value: null, issue: 'siret_wrong' });
});

test.each(['06 39 98 50', '06 39 98 50 8', '06 39 98 50 86 12', 'néant', '00 00 00 00 00', '6,39985E+08', 'voir mairie'])(
  '« %s » is not a phone: it is said and left out',
  (cell) => {
    expect(readPhone(cell)).toEqual({ value: null, issue: 'phone_unreadable' });
  },
);

test('two numbers in one cell are two numbers, and slashes inside one are not', () => {
  expect(splitPhones('06 39 98 50 86 / 02 61 91 28 19')).toEqual(['06 39 98 50 86', '02 61 91 28 19']);
  expect(splitPhones('06/39/98/50/86')).toEqual(['06/39/98/50/86']);
});

test.each([
  [' Lea.Martin@Exemple.FR ', { value: 'lea.martin@exemple.fr' }],
  ['Léa Martin <lea@exemple.fr>', { value: 'lea@exemple.fr' }],
  ['lea @exemple.fr', { value: null, issue: 'email_malformed', proposal: 'lea@exemple.fr' }],
  ['lea@@exemple.fr', { value: null, issue: 'email_malformed', proposal: 'lea@exemple.fr' }],
  ['lea@exemple,fr', { value: null, issue: 'email_malformed', proposal: 'lea@exemple.fr' }],
  ['lea@exemple.fr.', { value: null, issue: 'email_malformed', proposal: 'lea@exemple.fr' }],
  ['lea@gmail', { value: null, issue: 'email_malformed', proposal: 'lea@gmail.com' }],
  ['lea@exemple.fr ; karim@exemple.fr', { value: null, issue: 'email_malformed', proposal: 'lea@exemple.fr' }],
  ['lea@gmial.com', { value: 'lea@gmial.com', issue: 'email_suspect', proposal: 'lea@gmail.com' }],
  ['n’en a pas', { value: null, issue: 'email_malformed' }],
  ['-', { value: null }],
])('the e-mail « %s » is kept, or said with a proposal', (cell, expected) => {
  expect(readEmail(cell)).toEqual(expected);
});

test.each([
  ['16/06/2004', '2004-06-16'],
  ['4/2/53', '1953-02-04'],
  ['31/12/09', '2009-12-31'],
  ['01/01/16', '2016-01-01'],
  ['01/01/17', '1917-01-01'],
  ['1968-02-01', '1968-02-01'],
  ['1968-02-01T00:00:00', '1968-02-01'],
  ['23-05-1971', '1971-05-23'],
  ['23.05.1971', '1971-05-23'],
  ['10 mai 1955', '1955-05-10'],
  ['1er août 1955', '1955-08-01'],
  ['10 févr. 1955', '1955-02-10'],
  ['10 DÉCEMBRE 1955', '1955-12-10'],
  ['mardi 10 mai 1955', '1955-05-10'],
  ['10-sept-55', '1955-09-10'],
  ['20219', '1955-05-10'],
  ['29/02/2000', '2000-02-29'],
])('« %s » is the birth date %s', (cell, expected) => {
  expect(readBirthDate(cell, '2026-09-03')).toEqual({ value: expected });
});

test.each([
  ['31/02/1980', { value: null, issue: 'date_unreadable' }],
  ['29/02/2001', { value: null, issue: 'date_unreadable' }],
  ['05/13/1955', { value: null, issue: 'date_unreadable', proposal: '1955-05-13' }],
  ['1955', { value: null, issue: 'date_unreadable' }],
  ['printemps 1955', { value: null, issue: 'date_unreadable' }],
  ['04/09/2026', { value: null, issue: 'birth_date_unlikely' }],
  ['01/01/1890', { value: null, issue: 'birth_date_unlikely' }],
  ['', { value: null }],
])('« %s » is not a birth date anyone can have', (cell, expected) => {
  expect(readBirthDate(cell, '2026-09-03')).toEqual(expected);
});

test.each([
  ['00300 VALMERAUDE', '00300', 'Valmeraude'],
  ['00300 Valmeraude cedex', '00300', 'Valmeraude'],
  ['00300 VALMERAUDE CEDEX 08', '00300', 'Valmeraude'],
  ['1000 BOURG-EN-BRESSE', '01000', 'Bourg-en-Bresse'],
  ['97 400 Saint-Denis', '97400', 'Saint-Denis'],
  ['Valmeraude (00300)', '00300', 'Valmeraude'],
  ['00300', '00300', null],
])('« %s » is %s %s', (cell, postcode, municipality) => {
  expect(readPostcodeAndMunicipality(cell)).toEqual({ value: { postcode, municipality } });
});

test('a municipality without its postcode is kept and said', () => {
  expect(readPostcodeAndMunicipality('VALMERAUDE')).toEqual({
    value: { postcode: null, municipality: 'Valmeraude' },
    issue: 'postcode_unreadable',
  });
});

test.each([
  ['00300', '00300'],
  ['1000', '01000'],
  ['75 001', '75001'],
  ['2A004', null],
  ['123456', null],
])('the postcode « %s » reads %s', (cell, expected) => {
  expect(readPostcode(cell).value).toBe(expected);
});

test.each([
  ...['oui', 'OUI', 'Oui ', 'x', 'X', 'OK', 'O', '1', 'true', '✓', 'D’accord'].map(
    (cell) => [cell, { value: 'granted' }] as const,
  ),
  ...['non', 'NON', 'n', '0', 'FALSE', 'Refus', 'pas d’accord'].map((cell) => [cell, { value: 'refused' }] as const),
  ...['', ' ', '-', '?'].map((cell) => [cell, { value: null }] as const),
  ...['à voir', 'oui mais', 'non renseigné'].map((cell) => [cell, { value: null, issue: 'consent_unclear' }] as const),
])('the answer « %s » is %j', (cell, expected) => {
  expect(readConsent(cell)).toEqual(expected);
});

test.each([
  ['732 829 320 00074', '73282932000074'],
  ['35600000000048', '35600000000048'],
  ['73282932000075', null],
  ['732829320', null],
  ['7,32829E+13', null],
])('the SIRET « %s » reads %s', (cell, expected) => {
  expect(readSiret(cell).value).toBe(expected);
});

test('organizations are known by their first word, categories by any', () => {
  expect(isOrganizationName('Association des parents d’élèves')).toBe(true);
  expect(isOrganizationName('Club de judo')).toBe(true);
  expect(isOrganizationName('Lucien Lecole')).toBe(false);
  expect(readCategory('Associations sportives')).toEqual({ value: 'association' });
  expect(readCategory('Artisan')).toEqual({ value: 'business' });
  expect(readCategory('Divers')).toEqual({ value: null, issue: 'category_unknown' });
});
