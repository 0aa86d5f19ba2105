import { type DefaultTreeAdapterTypes, parse } from 'parse5';
import { describe, expect, test } from 'vitest';
import { newId } from '../../platform/ids.ts';
import type { Addressee } from '../contract.ts';
import { type Block, type Content, content as contentSchema, type FaultCode, safeAddress } from './contract.ts';
import { sentenceFor } from './labels.ts';
import { compileLetter, faultsOf, fillLetter, letterFrom, readContent, readerOf } from './letter.ts';

const around = {
  firstTime: null,
  townHallName: 'Mairie de Valmeraude',
  address: '1 place du Marché',
  colour: '#0b6147',
  reason: 'Vous recevez cette lettre parce que vous suivez «\u00a0Vie de la commune\u00a0».',
  pictures: 'https://parvis.example/pictures',
};
const lea: Addressee = {
  id: newId(),
  kind: 'person',
  honorific: 'mme',
  firstName: 'Léa',
  lastName: 'Martin',
  municipality: '',
  custom: {},
};
const own = {
  optOut: 'https://parvis.example/m/u/token',
  answer: (questionId: string, rank: number) => `https://parvis.example/m/a/${questionId}.${rank}`,
};

async function read(content: Content, { reader = lea, passages = 0 }: { reader?: Addressee; passages?: number } = {}) {
  const letter = await compileLetter({ content, opposition: null, around, addresses: new Map() }, passages);
  return fillLetter(letter, readerOf(reader), own);
}

const typed = (body: string, subject = 'Nouvelles') => letterFrom({ subject, body });

type Drafted = { [Kind in Block['kind']]: Omit<Extract<Block, { kind: Kind }>, 'id' | 'passageId'> }[Block['kind']];
const made = (...blocks: Drafted[]): Content => ({
  ...typed(''),
  blocks: blocks.map((one) => ({ id: newId(), passageId: null, ...one }) as Block),
});
const title = (text: string, level: 'title' | 'subtitle' = 'title'): Drafted => ({
  kind: 'title',
  level,
  line: [{ type: 'text', text }],
});
const says = (text: string): Drafted => ({
  kind: 'text',
  text: { type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text }] }] },
});

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

test('what people are called cannot change the letter, nor its headers', async () => {
  const letter = typed('{{ nom | sinon: "x" }} & <script>', '{{ nom | sinon: "x" }}');
  const { subject, html, text } = await read(letter, { reader: { ...lea, lastName: '<img src=x onerror="a">\r\nBcc: x\u0000' } });
  expect(html).toContain('&lt;img src=x onerror=&quot;a&quot;&gt; Bcc: x &amp; &lt;script&gt;');
  expect(subject).toBe('<img src=x onerror="a"> Bcc: x');
  expect(text).toContain('& <script>');
});

/** Well-known vectors: plain, broken, encoded, mutating, and templates of other engines (trust S-40, S-41). */
const hostile = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  '<svg onload=alert(1)>',
  '<svg><style><img src=x onerror=alert(1)></style>',
  '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
  '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">',
  '<form><button formaction=javascript:alert(1)>x',
  '<meta http-equiv="refresh" content="0;url=//evil.example">',
  '<iframe srcdoc="<script>alert(1)</script>">',
  '<a href="jav&#x09;ascript:alert(1)">x</a>',
  '--><script>alert(1)</script><!--',
  ']]><script>alert(1)</script>',
  '</mj-text></mj-column></mj-section><mj-raw><script>alert(1)</script></mj-raw>',
  '<mj-include path="/etc/passwd" />',
  "' onmouseover='alert(1)",
  '{{constructor.constructor("return process")()}}',
  '$\u007B7*7} <%= 7*7 %> #{7*7} {{7*7}} {% debug %}',
  '\u0000\uE0000\uE001\u202Eexe.fdp',
];
const hostileAddresses = [
  'javascript:alert(1)',
  ' java\nscript:alert(1)',
  'JaVaScRiPt:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  'vbscript:msgbox(1)',
  '//evil.example',
  '\\\\evil.example',
  'https://user:pass@evil.example/',
  'file:///etc/passwd',
  'https://x.example/" onclick="alert(1)',
  'mailto:a@b.example"><script>',
];

describe('nothing an agent or a contact writes becomes active', () => {
  test.each(hostile)('%j', async (vector) => {
    const reader: Addressee = { ...lea, firstName: vector, lastName: vector, municipality: vector };
    const letter = contentSchema.parse(everywhere(vector, 'https://x.example/'));
    const { html } = await read(letter, { reader });
    expect(activeIn(parse(html))).toEqual([]);
    expect(html).not.toMatch(/>49</);
  });

  test.each(hostileAddresses)('an address like %j', async (vector) => {
    const { html, text } = await read(contentSchema.parse(everywhere('mots', vector)));
    expect(activeIn(parse(html))).toEqual([]);
    expect(html + text).not.toMatch(/javascript:|vbscript:|data:text|user:pass/i);
    expect(safeAddress(safeAddress(vector))).toBe(safeAddress(vector));
  });

  test.each([...hostile])('reading twice is reading once: %j', (vector) => {
    const once = contentSchema.parse(everywhere(vector, vector));
    expect(contentSchema.parse(JSON.parse(JSON.stringify(once)))).toEqual(once);
    expect(readContent(JSON.parse(JSON.stringify(once)))).toEqual(once);
  });

  test('what is no part of a letter is not kept', () => {
    const [block] = made(says('Bonjour')).blocks;
    const loaded = { ...block, onclick: 'alert(1)', style: 'position:fixed', html: '<b>' };
    expect(contentSchema.parse({ ...made(), blocks: [loaded] }).blocks).toEqual([block]);
    const raw = { type: 'doc', content: [{ type: 'html', attrs: { html: '<script>' } }] };
    expect(contentSchema.safeParse({ ...made(), blocks: [{ ...block, text: raw }] }).success).toBe(false);
  });
});

/** A vector in every place of a letter where words or addresses can be put. */
const everywhere = (text: string, url: string) => ({
  version: 1,
  subject: [
    { type: 'text', text },
    { type: 'variable', attrs: { name: 'nom', fallback: text.slice(0, 80) } },
  ],
  preheader: [{ type: 'text', text }],
  blocks: [
    {
      kind: 'title',
      id: newId(),
      line: [
        { type: 'text', text },
        { type: 'variable', attrs: { name: 'prenom', fallback: 'x' } },
      ],
    },
    {
      kind: 'text',
      id: newId(),
      text: {
        type: 'doc',
        content: [
          {
            type: 'paragraph',
            content: [
              { type: 'text', text, marks: [{ type: 'bold' }, { type: 'link', attrs: { href: url, onclick: 'alert(1)' } }] },
              { type: 'variable', attrs: { name: 'commune', fallback: 'x' } },
            ],
          },
        ],
      },
    },
    { kind: 'button', id: newId(), label: text.slice(0, 80), url },
    {
      kind: 'image',
      id: newId(),
      picture: { hash: 'a'.repeat(64), mediaType: 'image/png', width: 10, height: 10, size: 10 },
      alternative: text,
      url,
    },
    { kind: 'question', id: newId(), question: text, answers: [{ label: text.slice(0, 40) }, { label: 'Non' }] },
  ],
});

type Node = DefaultTreeAdapterTypes.Node;
type Element = DefaultTreeAdapterTypes.Element;

/** As a browser reads it: every element that runs, submits or fetches, every handler, every address of another kind. */
function activeIn(node: Node): string[] {
  const children = 'childNodes' in node ? node.childNodes.flatMap(activeIn) : [];
  if (!('tagName' in node)) return children;
  const { tagName, attrs } = node as Element;
  const isRefused = /^(script|iframe|object|embed|form|input|button|svg|math|base|link|video|audio|template|noscript)$/.test(
    tagName,
  );
  const bad = attrs.filter(
    ({ name, value }) =>
      name.startsWith('on') ||
      (name === 'http-equiv' && value.toLowerCase() === 'refresh') ||
      ['srcdoc', 'formaction', 'action'].includes(name) ||
      (['href', 'src', 'background'].includes(name) && !/^(https?:\/\/|mailto:|tel:)/i.test(value) && value !== ''),
  );
  return [...(isRefused ? [tagName] : []), ...bad.map(({ name, value }) => `${tagName} ${name}=${value}`), ...children];
}

/** The words of each block of the page, as a screen reader says them. */
function textsOf(node: Node): string[] {
  if (node.nodeName === 'style' || node.nodeName === 'title' || node.nodeName === '#comment') return [];
  if (/^(p|h1|h2|h3|li|a)$/.test(node.nodeName) && node.nodeName !== 'a') return [wordsIn(node)];
  return 'childNodes' in node ? node.childNodes.flatMap(textsOf) : [];
}
const wordsIn = (node: Node): string =>
  'value' in node ? node.value : 'childNodes' in node ? node.childNodes.map(wordsIn).join('') : '';

const noFields = new Map<string, string>();
const codesOf = (content: Content) => faultsOf(content, noFields).map(({ code }) => code);

/** What an agent in a hurry does, and what the letter says of it (trust A-16). */
test.each<[string, Content, FaultCode]>([
  ['an empty subject', typed('Bonjour', ''), 'subject_empty'],
  ['a first name in a subject', typed('Bonjour', '{{ prenom | sinon: "vous" }}'), 'subject_first_name'],
  ['a letter without words', typed(''), 'content_empty'],
  ['a variable without other words', typed('Bonjour {{ prenom }}'), 'fallback_missing'],
  ['a variable nobody knows', typed('Bonjour {{ prnom | sinon: "vous" }}'), 'braces'],
  ['a variable left open', typed('Bonjour {{ prenom'), 'braces'],
  ['« cliquez ici »', typed('[Cliquez ici](https://x.example) pour lire'), 'link_vague'],
  ['« en savoir plus… »', typed('Un atelier. [En savoir plus…](https://x.example) ou non'), 'link_vague'],
  ['« ICI ! »', typed('Lire [ICI\u00a0!](https://x.example) la suite'), 'link_vague'],
  ['an address in place of words', typed('Voir https://x.example/compte-rendu donc'), 'link_bare'],
  ['a link to nowhere', typed('Voir [le programme](nulle-part) donc'), 'link_nowhere'],
  ['a link that runs', typed('Voir [le programme](javascript:alert) donc'), 'link_nowhere'],
  ['a button that says nothing', made({ kind: 'button', label: 'Cliquez ici', url: 'https://x.example/' }), 'link_vague'],
  ['a button to nowhere', made({ kind: 'button', label: 'Je viens', url: '' }), 'link_nowhere'],
  ['a button without words', made({ kind: 'button', label: '', url: 'https://x.example/' }), 'button_empty'],
  ['an empty title', made(title(''), says('Bonjour')), 'heading_empty'],
  ['a title made of bold text', typed('**Place du Marché**\n\nElle rouvre.'), 'heading_faked'],
  ['a list made of dashes', made(says('- un\n- deux')), 'list_faked'],
  ['shouted words', typed('LA MAIRIE SERA FERMÉE VENDREDI APRÈS-MIDI'), 'capitals'],
  ['an image left out', made({ kind: 'image', picture: null, alternative: '', isDecorative: false, url: '' }), 'picture_missing'],
  [
    'a question with one answer',
    made({ kind: 'question', question: 'Oui\u00a0?', answers: [{ label: 'Oui' }], closesOn: null }),
    'question_incomplete',
  ],
  [
    'the same answer twice',
    made({ kind: 'question', question: 'Oui\u00a0?', answers: [{ label: 'Oui' }, { label: 'oui' }], closesOn: null }),
    'question_repeats',
  ],
])('%s is told', (...[, content, code]) => {
  expect(codesOf(content)).toContain(code);
  for (const fault of faultsOf(content, noFields)) expect(sentenceFor(fault)).toMatch(/\.$/);
});

const picture = { hash: 'a'.repeat(64), mediaType: 'image/png', width: 10, height: 10, size: 10 } as const;

test.each<[string, Omit<Extract<Drafted, { kind: 'image' }>, 'kind' | 'picture'>, FaultCode[]]>([
  ['without a description', { alternative: '', isDecorative: false, url: '' }, ['alternative_missing']],
  ['described by its file', { alternative: 'IMG_2034.jpg', isDecorative: false, url: '' }, ['alternative_is_file_name']],
  ['decorative, but a link', { alternative: '', isDecorative: true, url: 'https://x.example/' }, ['alternative_missing']],
  ['decorative', { alternative: '', isDecorative: true, url: '' }, []],
  ['described', { alternative: 'La place du Marché', isDecorative: false, url: '' }, []],
])('an image %s', (_how, image, codes) => {
  expect(codesOf(made(says('Bonjour'), { kind: 'image', picture, ...image }))).toEqual(codes);
});

test('a sound letter has nothing to mend', () => {
  const body =
    '# Été\n\nBonjour {{ prenom | sinon: "à vous" }}, le [compte rendu](https://x.example/cr) est en ligne.\n\n- un\n- deux';
  expect(codesOf(typed(body, 'Les nouvelles'))).toEqual([]);
});

test('the letters of the first days, plain text, are read as blocks', () => {
  const kept = readContent({ version: 0, subject: '{{ salutation | sinon: "Bonjour" }}, été', markup: '# Été\n\nUn\n\n- deux' });
  expect(kept.blocks.map(({ kind }) => kind)).toEqual(['title', 'text']);
  expect(kept.subject[0]).toEqual({ type: 'variable', attrs: { name: 'salutation', fallback: 'Bonjour' } });
});
