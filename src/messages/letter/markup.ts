import { newId } from '../../platform/ids.ts';
import { invalid } from '../../platform/problem.ts';
import { type Block, type Content, content, type Inline, type Line, nativeVariable, type RichText } from './contract.ts';

type Drafted = { [Kind in Block['kind']]: Omit<Extract<Block, { kind: Kind }>, 'id' | 'passageId'> }[Block['kind']];

/**
 * What a program, or a hurried hand, writes as plain text: « # Titre », « - liste », « **gras** », « [texte](https://…) »,
 * « {{ prenom | sinon: "à vous" }} »; a link alone on its line is a button.
 */
export function contentFrom({ subject, body }: { subject: string; body: string }): Content {
  const drafted = content.safeParse({
    version: 1,
    subject: readLine(subject.replace(/\s*\n\s*/g, ' ')),
    blocks: joined(
      body
        .replace(/\r\n?/g, '\n')
        .split(/\n[ \t]*\n/)
        .map((part) => part.trim())
        .filter((part) => part !== '')
        .flatMap(readPart),
    ).map((one) => ({ id: newId(), passageId: null, ...one })),
  });
  if (drafted.success) return drafted.data;
  throw invalid('letter.too_long', 'Ce texte est trop long pour une lettre. Coupez-le en plusieurs envois.', [
    { field: 'body', message: 'Ce texte est trop long.' },
  ]);
}

/** A text block holds that many paragraphs at most; the next ones begin another. */
const MOST_TOGETHER = 150;

/** Paragraphs and lists that follow each other are one block, as an agent would have typed them. */
function joined(parts: Drafted[]): Drafted[] {
  const together: Drafted[] = [];
  for (const part of parts) {
    const last = together.at(-1);
    if (last?.kind === 'text' && part.kind === 'text' && last.text.content.length < MOST_TOGETHER)
      last.text.content.push(...part.text.content);
    else together.push(part);
  }
  return together;
}

const bullet = /^[-*•]\s+/;

function readPart(part: string): Drafted[] {
  const lines = part.split('\n').map((one) => one.trim());
  const [first = '', ...rest] = lines;
  const heading = /^(#+)\s+(.+)$/.exec(first);
  if (heading) {
    const level = heading[1] === '###' ? ('subtitle' as const) : ('title' as const);
    const title: Drafted = { kind: 'title', level, line: readLine(heading[2] ?? '') };
    return [title, ...(rest.length > 0 ? readPart(rest.join('\n')) : [])];
  }
  if (lines.every((one) => bullet.test(one))) return [asText([{ type: 'bulletList', content: lines.map(readEntry) }])];
  const button = /^\[([^\]]+)\]\(([^)\s]+)\)$/.exec(part);
  if (button) return [{ kind: 'button', label: button[1] ?? '', url: button[2] ?? '' }];
  const inlines = lines.flatMap((one, rank): Inline[] => [...(rank > 0 ? [{ type: 'hardBreak' as const }] : []), ...read(one)]);
  return [asText([{ type: 'paragraph', content: inlines }])];
}

const asText = (nodes: RichText['content']): Drafted => ({ kind: 'text', text: { type: 'doc', content: nodes } });

const readEntry = (text: string) => ({
  type: 'listItem' as const,
  content: [{ type: 'paragraph' as const, content: read(text.replace(bullet, '')) }],
});

const readWords = (text: string): Inline[] => (text ? [{ type: 'text', text }] : []);

const marked: Reading = {
  pattern: /\*\*(.+?)\*\*|\[([^\]]+)\]\(([^)\s]+)\)|(https?:\/\/[^\s<>]*[^\s<>.,;:!?)»"])/g,
  asPiece: ([, strong, words, url, bare]) =>
    strong === undefined
      ? { type: 'text', text: words ?? bare ?? '', marks: [{ type: 'link', attrs: { href: url ?? bare ?? '' } }] }
      : { type: 'text', text: strong, marks: [{ type: 'bold' }] },
  between: readWords,
};

/** A variable nobody knows is left as it was typed: the letter then says so. */
const variables = (between: Reading['between']): Reading => ({
  pattern: /\{\{\s*(\w+)\s*(?:\|\s*sinon\s*:\s*["“«]\s*([^"”»]*?)\s*["”»]\s*)?\}\}/g,
  asPiece([whole, typed, fallback = '']) {
    const name = nativeVariable.safeParse(typed);
    return name.success ? { type: 'variable', attrs: { name: name.data, fallback } } : { type: 'text', text: whole };
  },
  between,
});

const read = (text: string): Inline[] =>
  readBy(
    variables((words) => readBy(marked, words)),
    text,
  );
const readLine = (text: string): Line => readBy(variables(readWords), text) as Line;

interface Reading {
  pattern: RegExp;
  asPiece(found: RegExpMatchArray): Inline;
  between(text: string): Inline[];
}

function readBy({ pattern, asPiece, between }: Reading, text: string): Inline[] {
  const found: Inline[] = [];
  let end = 0;
  for (const match of text.matchAll(pattern)) {
    found.push(...between(text.slice(end, match.index)), asPiece(match));
    end = (match.index ?? 0) + match[0].length;
  }
  return [...found, ...between(text.slice(end))];
}
