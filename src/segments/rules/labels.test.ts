import { expect, test } from 'vitest';
import { rule } from './contract.ts';
import { sentenceOf, sentenceText } from './labels.ts';

const parent = '0197a5d0-0000-7000-8000-00000000000a';
const elder = '0197a5d0-0000-7000-8000-00000000000b';
const news = '0197a5d0-0000-7000-8000-00000000000c';
const canteen = '0197a5d0-0000-7000-8000-00000000000d';
const named = (rank: number) => `0197a5d0-0000-7000-8000-0000000001${String(rank).padStart(2, '0')}`;
const [school, tilleuls, bourg, chair, parents, theme, loan] = [1, 2, 3, 4, 5, 6, 7].map(named) as [
  ...[string, string, string, string, string, string, string],
];
const ofSchool = { field: 'custom_field', fieldId: school };
const names = {
  tags: new Map([
    [parent, 'Parent d’élève'],
    [elder, 'Aîné'],
  ]),
  purposes: new Map([[news, 'Vie de la commune']]),
  subjects: new Map([[canteen, 'Cantine']]),
  fields: new Map([
    [school, { name: 'École', kind: 'choice' as const, options: [{ id: tilleuls, name: 'Les Tilleuls', isArchived: false }] }],
  ]),
  districts: new Map([[bourg, 'Le Bourg']]),
  roles: new Map([[chair, 'Présidence']]),
  segments: new Map([[parents, 'Parents (archivé)']]),
  lists: new Map([[chair, 'Comité']]),
  themes: new Map([[theme, 'Voirie']]),
  kinds: new Map([[loan, 'Prêt de salle']]),
  solicitedFrom: 4,
};

const group = (match: 'all' | 'any', ...conditions: object[]) => ({ field: 'group', match, conditions });
const isPerson = { field: 'kind', value: 'person' };
const isParent = { field: 'tag', test: 'has_one_of', values: [parent] };
const adult = { field: 'age', test: 'at_least', years: 18 };
const hasEmail = { field: 'has_email', value: true };
const said = (asked: object) => sentenceText(rule.parse({ version: 1, match: 'all', ...asked }), names).replaceAll('\u00a0', ' ');

test.each<[object, string]>([
  [isParent, 'ont l’étiquette Parent d’élève'],
  [{ ...isParent, values: [parent, elder] }, 'ont l’une des étiquettes Parent d’élève ou Aîné'],
  [{ ...isParent, test: 'has_none_of' }, 'n’ont pas l’étiquette Parent d’élève'],
  [{ ...isParent, test: 'has_none_of', values: [parent, elder] }, 'n’ont aucune des étiquettes Parent d’élève ou Aîné'],
  [{ ...isParent, values: [canteen] }, 'ont l’étiquette supprimée'],
  [adult, 'ont 18 ans ou plus'],
  [{ field: 'age', test: 'under', years: 1 }, 'ont moins de 1 an'],
  [{ field: 'age', test: 'between', from: 25, to: 45 }, 'ont entre 25 et 45 ans'],
  [{ field: 'age', test: 'between', from: 25, to: 25 }, 'ont 25 ans'],
  [{ field: 'category', test: 'is_one_of', values: ['association', 'school'] }, 'sont une association ou une école'],
  [{ field: 'category', test: 'is_none_of', values: ['business'] }, 'ne sont pas un commerce'],
  [{ field: 'honorific', test: 'is_one_of', values: ['mme'] }, 'ont pour civilité Mme'],
  [{ field: 'honorific', test: 'is_none_of', values: ['m'] }, 'n’ont pas pour civilité M.'],
  [{ field: 'municipality', test: 'is_one_of', values: ['A', 'B', 'C'] }, 'ont pour commune A, B ou C'],
  [{ field: 'municipality', test: 'is_none_of', values: ['A'] }, 'n’ont pas pour commune A'],
  [{ field: 'postcode', test: 'is_one_of', values: ['99001'] }, 'ont pour code postal 99001'],
  [{ field: 'postcode', test: 'is_none_of', values: ['99001'] }, 'n’ont pas pour code postal 99001'],
  [{ field: 'source', test: 'is_one_of', values: ['Forum', 'Guichet'] }, 'viennent de « Forum » ou « Guichet »'],
  [{ field: 'source', test: 'is_none_of', values: ['Forum'] }, 'ne viennent pas de « Forum »'],
  [{ field: 'address', test: 'contains', value: 'rue des Tilleuls' }, 'ont « rue des Tilleuls » dans leur adresse'],
  [{ field: 'address', test: 'does_not_contain', value: 'quai' }, 'n’ont pas « quai » dans leur adresse'],
  [hasEmail, 'ont une adresse e-mail'],
  [{ field: 'has_email', value: false }, 'n’ont pas d’adresse e-mail'],
  [{ field: 'has_mobile', value: true }, 'ont un téléphone mobile'],
  [{ field: 'has_mobile', value: false }, 'n’ont pas de téléphone mobile'],
  [{ field: 'has_address', value: true }, 'ont une adresse postale'],
  [{ field: 'has_address', value: false }, 'n’ont pas d’adresse postale'],
  [{ field: 'to_inform', value: true }, 'restent à informer de l’origine de leurs données'],
  [{ field: 'to_inform', value: false }, 'n’ont plus à être informées de l’origine de leurs données'],
  [
    { field: 'consent', purposeId: news, channel: 'email', answer: 'granted' },
    'ont donné leur accord pour « Vie de la commune » par e-mail',
  ],
  [
    { field: 'consent', purposeId: news, channel: 'sms', answer: 'refused' },
    'ont dit leur refus pour « Vie de la commune » par SMS',
  ],
  [
    { field: 'consent', purposeId: elder, channel: 'call', answer: 'not_asked' },
    'n’ont pas encore répondu pour « finalité supprimée » par téléphone',
  ],
  [{ field: 'district', test: 'is_one_of', values: [bourg] }, 'ont pour quartier Le Bourg'],
  [{ field: 'district', test: 'is_none_of', values: [canteen] }, 'n’ont pas pour quartier supprimé'],
  [{ ...ofSchool, test: 'is_one_of', optionIds: [tilleuls] }, 'ont pour « École » Les Tilleuls'],
  [{ ...ofSchool, test: 'is_none_of', optionIds: [tilleuls] }, 'ont pour « École » autre chose que Les Tilleuls, ou rien'],
  [{ ...ofSchool, test: 'contains', text: 'tilleul' }, 'ont pour « École » un texte qui contient « tilleul »'],
  [{ ...ofSchool, test: 'is_not', text: 'x' }, 'ont pour « École » autre chose que « x », ou rien'],
  [{ ...ofSchool, test: 'at_least', number: 1200.5 }, 'ont pour « École » 1 200,5 ou plus'],
  [{ ...ofSchool, test: 'between', from: 1, to: 3 }, 'ont pour « École » un nombre entre 1 et 3'],
  [{ ...ofSchool, test: 'before', day: '2026-09-03' }, 'ont pour « École » une date avant le 3 septembre 2026'],
  [{ ...ofSchool, test: 'in_next_days', days: 7 }, 'ont pour « École » une date dans les 7 prochains jours'],
  [{ ...ofSchool, test: 'answers', answer: false }, 'ont pour « École » non'],
  [{ ...ofSchool, test: 'is_empty' }, 'ont pour « École » aucune réponse'],
  [{ field: 'custom_field', fieldId: news, test: 'is_filled' }, 'ont pour « champ supprimé » une réponse, quelle qu’elle soit'],
  [{ field: 'role', test: 'has_one_of' }, 'ont une fonction'],
  [
    { field: 'role', test: 'has_one_of', roleIds: [chair], categories: ['association'] },
    'ont la fonction Présidence dans une association',
  ],
  [{ field: 'role', test: 'has_none_of', categories: ['school'] }, 'n’ont pas de fonction dans une école'],
  [{ field: 'role', test: 'has_none_of', roleIds: [chair] }, 'n’ont pas la fonction Présidence'],
  [{ field: 'role_held', roleIds: [chair], value: false }, 'sont des structures qui n’ont personne à la fonction Présidence'],
  [{ field: 'engagement', test: 'is_one_of', values: ['active', 'dormant'] }, 'ont pour engagement « actif » ou « en sommeil »'],
  [{ field: 'solicited', value: true }, 'ont reçu 4 lettres ou plus en 30 jours'],
  [{ field: 'solicited', value: false }, 'n’ont pas reçu 4 lettres ou plus en 30 jours'],
  [{ field: 'reachable', purposeId: news, channel: 'email', value: true }, 'peuvent recevoir « Vie de la commune » par e-mail'],
  [
    { field: 'reachable', purposeId: news, channel: 'letter', value: false, because: 'no_consent' },
    'ne peuvent pas recevoir « Vie de la commune » par courrier (accord pas encore demandé)',
  ],
  [{ field: 'segment', test: 'is_one_of', values: [parents] }, 'sont dans le segment « Parents (archivé) »'],
  [{ field: 'segment', test: 'is_none_of', values: [news] }, 'ne sont pas dans le segment « segment supprimé »'],
  [{ field: 'list', test: 'is_one_of', values: [chair] }, 'sont dans la liste « Comité »'],
  [{ field: 'list', test: 'is_none_of', values: [news] }, 'ne sont pas dans la liste « liste supprimée »'],
  [{ field: 'interaction', test: 'at_least', times: 1 }, 'ont eu au moins un échange'],
  [
    { field: 'interaction', test: 'at_least', times: 1, kinds: [loan], themeId: theme },
    'ont eu au moins un échange (Prêt de salle) sur la thématique « Voirie »',
  ],
  [
    {
      field: 'interaction',
      test: 'at_least',
      times: 3,
      kinds: ['call', 'visit'],
      initiative: 'contact',
      subjectId: canteen,
      period: { test: 'in_last_days', days: 30 },
    },
    'ont eu au moins 3 échanges (appel ou guichet) à leur initiative à propos de « Cantine » dans les 30 derniers jours',
  ],
  [
    { field: 'interaction', test: 'never', initiative: 'town_hall', period: { test: 'since', day: '2026-09-03' } },
    'n’ont eu aucun échange à l’initiative de la mairie depuis le 3 septembre 2026',
  ],
  [{ field: 'collected', period: { test: 'since', day: '2026-09-03' } }, 'se sont fait connaître depuis le 3 septembre 2026'],
  [{ field: 'created', period: { test: 'in_last_days', days: 1 } }, 'ont une fiche ajoutée depuis 24 heures'],
])('%j is said « %s »', (condition, expected) => {
  expect(said({ conditions: [isPerson, condition] })).toBe(`Les personnes qui ${expected}.`);
});

test.each<[object, string]>([
  [{}, 'Toutes les personnes et les structures.'],
  [{ conditions: [isPerson] }, 'Toutes les personnes.'],
  [{ conditions: [{ field: 'kind', value: 'organization' }, hasEmail] }, 'Les structures qui ont une adresse e-mail.'],
  [{ conditions: [adult, isPerson, isParent] }, 'Les personnes qui ont 18 ans ou plus, et qui ont l’étiquette Parent d’élève.'],
  [
    { match: 'any', conditions: [isPerson, isParent] },
    'Les personnes et les structures qui sont des personnes, ou qui ont l’étiquette Parent d’élève.',
  ],
  [{ conditions: [isPerson], except: [adult] }, 'Toutes les personnes, sauf celles qui ont 18 ans ou plus.'],
  [
    { conditions: [isPerson, isParent], except: [adult, group('all', hasEmail, { field: 'has_mobile', value: true })] },
    'Les personnes qui ont l’étiquette Parent d’élève, sauf celles qui ont 18 ans ou plus, ou qui à la fois ont une adresse e-mail et ont un téléphone mobile.',
  ],
  [
    { conditions: [isPerson, isParent, group('any', adult, hasEmail)] },
    'Les personnes qui ont l’étiquette Parent d’élève, et qui soit ont 18 ans ou plus, soit ont une adresse e-mail.',
  ],
  [{ conditions: [isPerson, group('any', adult)] }, 'Les personnes qui ont 18 ans ou plus.'],
])('the rule %j reads « %s »', (asked, expected) => {
  expect(said(asked)).toBe(expected);
});

test('what may vary is set apart, and the pieces make the sentence again', () => {
  const parts = sentenceOf(rule.parse({ version: 1, match: 'all', conditions: [isPerson, adult] }), names);
  expect(parts.filter(({ isVariable }) => isVariable).map(({ text }) => text)).toEqual(['personnes', '18\u00a0ans ou plus']);
  expect(parts.map(({ text }) => text).join('')).toBe('Les personnes qui ont 18\u00a0ans ou plus.');
});
