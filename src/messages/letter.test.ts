import { expect, test } from 'vitest';
import { story, type Town } from '../../test/town.ts';
import { listPurposes, seedPurposes } from '../consents/consents.ts';
import type { Purpose } from '../consents/contract.ts';
import type { Problem } from '../platform/problem.ts';
import type { Scope } from '../platform/scope.ts';
import { prepareLetter, writeExample } from './messages.ts';

const purposeOf = async (scope: Scope): Promise<Purpose> => {
  await seedPurposes(scope);
  const [news] = await listPurposes(scope);
  return news as Purpose;
};

const read = (
  letter: { subject?: string; body: string },
  play: (read: ReturnType<typeof writeExample>, town: Town) => void,
  who: Partial<Town['lea']> = {},
) =>
  story(async (town) => {
    const stationery = await prepareLetter(town.scope, { subject: 'Nouvelles', ...letter }, await purposeOf(town.scope));
    play(writeExample(stationery, { ...town.lea, ...who }, 'https://valmeraude.example'), town);
  });

test(
  'a letter calls its reader by name, and has other words for those whose name is not known',
  story(async ({ scope, lea, judo }) => {
    const letter = {
      subject: '{{ salutation | sinon: "Madame, Monsieur" }}, les nouvelles',
      body: 'Bonjour {{prenom|sinon:"à vous"}} de {{ commune | sinon: « la commune » }}.',
    };
    const stationery = await prepareLetter(scope, letter, await purposeOf(scope));
    const asLea = writeExample(stationery, { ...lea, honorific: 'mme' }, 'https://x.example');
    expect(asLea.subject).toBe('Madame Martin, les nouvelles');
    expect(asLea.text).toMatch(/^Bonjour Léa de la commune\./);
    expect(asLea.html).toContain('Bonjour Léa de la commune.');
    const asJudo = writeExample(stationery, judo, 'https://x.example');
    expect(asJudo.subject).toBe('Madame, Monsieur, les nouvelles');
    expect(asJudo.text).toMatch(/^Bonjour à vous de la commune\./);
  }),
);

test.each([
  [
    'a variable without other words',
    'Bonjour {{ prenom }}',
    'body',
    'Ligne 1, caractère 9\u00a0: dites quoi écrire quand on ne le sait pas\u00a0: {{ prenom | sinon: "à vous" }}.',
  ],
  [
    'a variable that does not exist',
    'Bonjour\n{{ prnom | sinon: "à vous" }}',
    'body',
    'Ligne 2, caractère 1\u00a0: «\u00a0prnom\u00a0» n’est pas une variable.',
  ],
  ['a variable left open', 'Bonjour {{ prenom', 'body', 'Ligne 1, caractère 9\u00a0: il manque les deux accolades'],
  ['a first name in a subject', '{{ prenom | sinon: "à vous" }}', 'subject', 'le prénom ne va pas dans un objet'],
  ['a program in place of a variable', '{{ 7 * 7 | sinon: "" }}', 'body', 'n’est pas une variable'],
  ['a link made of a variable', '[ici](https://x.example/{{ nom | sinon: "x" }})', 'body', 'contient une variable'],
  ['a link that runs', '[ici](javascript:alert(1))', 'body', 'écrivez une adresse qui commence par https'],
])('%s is refused, with the place and what to do', (...[, source, field, message]) =>
  story(async ({ scope }) => {
    const purpose = await purposeOf(scope);
    const letter = { subject: 'Nouvelles', body: 'Bonjour', [field]: source };
    const refused = await prepareLetter(scope, letter, purpose).catch((problem: Problem) => problem);
    expect(refused).toMatchObject({ code: 'letter.unreadable', errors: [{ field }] });
    expect((refused as Problem).message).toContain(message);
  })(),
);

test(
  'titles, lists, links and buttons are laid out, in HTML and in plain text',
  read(
    {
      body: '# Été\nVoici **tout**.\n\n- un\n- deux\n\n## Suite\n\n[Je viens](https://valmeraude.example/fete?a=1&b=2)\n\nOu voir https://x.example/y.',
    },
    ({ html, text }) => {
      expect(html).toMatch(/<h1[^>]*>Été<\/h1>/);
      expect(html).toMatch(/<h2[^>]*>Suite<\/h2>/);
      expect(html).toContain('<strong>tout</strong>');
      expect(html).toMatch(/<li>un<\/li><li>deux<\/li>/);
      expect(html).toContain('href="https://valmeraude.example/fete?a=1&amp;b=2"');
      expect(html).toContain('href="https://x.example/y"');
      expect(text).toMatch(
        /^Été\n===\n\nVoici tout\.\n\n- un\n- deux\n\nSuite\n=====\n\nJe viens\u00a0:\nhttps:\/\/valmeraude\.example\/fete\?a=1&b=2\n\nOu voir/,
      );
    },
  ),
);

test(
  'what people are called cannot change the letter, nor its headers',
  read(
    { subject: '{{ nom | sinon: "x" }}', body: '{{ nom | sinon: "x" }} & <script>' },
    ({ subject, html, text }) => {
      expect(html).not.toMatch(/<script|<img|onerror="/i);
      expect(html).toContain('&lt;img src=x onerror=&quot;a&quot;&gt; Bcc: x &amp; &lt;script&gt;');
      expect(subject).toBe('<img src=x onerror="a"> Bcc: x');
      expect(text).toContain('& <script>');
    },
    { lastName: '<img src=x onerror="a">\r\nBcc: x' },
  ),
);

test(
  'a letter says who writes, why, and how to stop; it fetches nothing from elsewhere',
  read({ body: 'Bonjour' }, ({ html, text }) => {
    expect(html).toMatch(/<html lang="fr"/);
    for (const part of [html, text]) {
      expect(part).toContain('Mairie de Valmeraude');
      expect(part).toContain('parce que vous suivez «\u00a0Vie de la commune\u00a0»');
      expect(part).toContain('https://valmeraude.example/m/u/essai');
    }
    expect(html).not.toMatch(/<img|<link|@import|url\(|fonts\.googleapis/i);
    expect((html.match(/<table/g) ?? []).length).toBe((html.match(/<table[^>]*role="presentation"/g) ?? []).length);
  }),
);
