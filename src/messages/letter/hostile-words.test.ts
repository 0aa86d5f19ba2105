import { type DefaultTreeAdapterTypes, parse } from 'parse5';
import { describe, expect, test } from 'vitest';
import { lea, made, read, says, typed } from '../../../test/drafts.ts';
import { newId } from '../../platform/ids.ts';
import type { Addressee } from '../contract.ts';
import { content as contentSchema, safeAddress } from './contract.ts';
import { readContent } from './letter.ts';

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
