import { type DefaultTreeAdapterTypes, parse } from 'parse5';
import { expect, test } from 'vitest';
import { type Drafted, lea, made, read, says, title, typed } from '../../../test/drafts.ts';
import { newId } from '../../platform/ids.ts';
import type { Addressee } from '../contract.ts';
import type { Block } from './contract.ts';
import { readContent } from './letter.ts';

test('a letter calls its reader by name, and has other words for those whose name is not known', async () => {
  const letter = typed(
    'Bonjour {{prenom|sinon:"à vous"}} de {{ commune | sinon: « la commune » }}.',
    '{{ salutation | sinon: "Madame, Monsieur" }}, les nouvelles',
  );
  const asLea = await read(letter);
  expect(asLea.subject).toBe('Madame Martin, les nouvelles');
  expect(asLea.text).toMatch(/^Bonjour Léa de la commune\./);
  expect(asLea.html).toContain('Bonjour Léa de la commune.');
  const judo: Addressee = { ...lea, kind: 'organization', honorific: null, firstName: '', lastName: 'Judo Club' };
  const asJudo = await read(letter, { reader: judo });
  expect(asJudo.subject).toBe('Madame, Monsieur, les nouvelles');
  expect(asJudo.text).toMatch(/^Bonjour à vous de la commune\./);
});

test('titles, lists, links and buttons are laid out, in HTML and in plain text', async () => {
  const { html, text } = await read(
    typed(
      '# Été\nVoici **tout**.\n\n- un\n- deux\n\n## Suite\n\n[Je viens](https://valmeraude.example/fete?a=1&b=2)\n\nOu voir https://x.example/y.',
    ),
  );
  expect(html).toMatch(/<h1[^>]*>Été<\/h1>/);
  expect(html).toMatch(/<h2[^>]*>Suite<\/h2>/);
  expect(html).toContain('<strong>tout</strong>');
  expect(html).toMatch(/<li[^>]*>un<\/li><li[^>]*>deux<\/li>/);
  expect(html).toContain('href="https://valmeraude.example/fete?a=1&amp;b=2"');
  expect(html).toContain('href="https://x.example/y"');
  expect(text).toMatch(
    /^Été\n===\n\nVoici tout\.\n\n- un\n- deux\n\nSuite\n=====\n\nJe viens\u00a0:\nhttps:\/\/valmeraude\.example\/fete\?a=1&b=2\n\nOu voir/,
  );
});

test('a passage reserved to a segment is read by those of it and by nobody else; the levels of titles hold for both', async () => {
  const content = made(title('Cantine'), title('Pour tous'), says('Bonjour'));
  const passage = { id: newId(), segmentId: newId() };
  const [first, ...others] = content.blocks as [Block, ...Block[]];
  const letter = { ...content, passages: [passage], blocks: [{ ...first, passageId: passage.id }, ...others] };
  const [parents, all] = [await read(letter, { passages: 1 }), await read(letter, { passages: 0 })];
  expect(parents.html).toMatch(/<h1[^>]*>Cantine<\/h1>[\s\S]*<h2[^>]*>Pour tous<\/h2>/);
  expect(all.html).toMatch(/<h1[^>]*>Pour tous<\/h1>/);
  expect(all.html + all.text).not.toContain('Cantine');
  expect(parents.text).toContain('Cantine');
});

test('a letter says who writes, why, and how to stop; it fetches nothing from elsewhere, and reads well by ear', async () => {
  const letters = [typed('Bonjour'), typed('# Un\n\n### Deux\n\n## Trois\n\n### Quatre\n\nBonjour')];
  for (const letter of letters) {
    const { html, text } = await read(letter);
    for (const part of [html, text]) {
      expect(part).toContain('Mairie de Valmeraude');
      expect(part).toContain('parce que vous suivez «\u00a0Vie de la commune\u00a0»');
      expect(part).toContain('https://parvis.example/m/u/token');
    }
    expect(html).toMatch(/<html lang="fr"/);
    expect(html).toContain('<title>Nouvelles</title>');
    expect(html).not.toMatch(/<img|<link|@import|url\(|fonts\.googleapis/i);
    expect((html.match(/<table/g) ?? []).length).toBe((html.match(/<table[^>]*role="presentation"/g) ?? []).length);
    expect(
      Math.min(...[...html.matchAll(/font-size:\s*(\d+)px/g)].map(([, size]) => Number(size)).filter((size) => size > 1)),
    ).toBeGreaterThanOrEqual(13);
    const levels = [...html.matchAll(/<h(\d)/g)].map(([, level]) => Number(level));
    expect(levels.filter((level) => level === 1)).toEqual([1]);
    for (const [rank, level] of levels.entries()) expect(level).toBeLessThanOrEqual((levels[rank - 1] ?? 0) + 1);
  }
});

test('the plain text says all that the page says', async () => {
  const question: Drafted = {
    kind: 'question',
    question: 'Ouvrir le samedi\u00a0?',
    answers: [{ label: 'Oui' }, { label: 'Non' }],
    closesOn: null,
  };
  const letter = typed(
    '# Bonjour {{ prenom | sinon: "à vous" }}\n\nLa place rouvre **lundi**. Le [compte rendu](https://x.example/cr) est en ligne.\n\n- Un premier point.\n- Un second, plus long.\n\n[Lire le programme](https://x.example/p)',
  );
  const { html, text } = await read({
    ...letter,
    blocks: [...letter.blocks, { id: newId(), passageId: null, ...question } as Block],
  });
  const flat = (words: string) =>
    words
      .replace(/[^\p{L}\p{N}]+/gu, ' ')
      .trim()
      .toLowerCase();
  const sentences = textsOf(parse(html))
    .flatMap((part) => part.split(/(?<=[.!?])\s+/))
    .map(flat)
    .filter(Boolean);
  const plain = flat(text.replace(/ \(https?:[^)]*\)|https?:\S+/g, ' '));
  const missing = sentences.filter((sentence) => !plain.includes(sentence));
  expect(missing).toEqual([]);
  expect(sentences.length).toBeGreaterThan(10);
});

test('the letters of the first days, plain text, are read as blocks', () => {
  const kept = readContent({ version: 0, subject: '{{ salutation | sinon: "Bonjour" }}, été', markup: '# Été\n\nUn\n\n- deux' });
  expect(kept.blocks.map(({ kind }) => kind)).toEqual(['title', 'text']);
  expect(kept.subject[0]).toEqual({ type: 'variable', attrs: { name: 'salutation', fallback: 'Bonjour' } });
});

type Node = DefaultTreeAdapterTypes.Node;

/** The words of each block of the page, as a screen reader says them. */
function textsOf(node: Node): string[] {
  if (node.nodeName === 'style' || node.nodeName === 'title' || node.nodeName === '#comment') return [];
  if (/^(p|h1|h2|h3|li|a)$/.test(node.nodeName) && node.nodeName !== 'a') return [wordsIn(node)];
  return 'childNodes' in node ? node.childNodes.flatMap(textsOf) : [];
}
const wordsIn = (node: Node): string =>
  'value' in node ? node.value : 'childNodes' in node ? node.childNodes.map(wordsIn).join('') : '';
