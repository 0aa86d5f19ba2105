import { hasMark, refusal } from './template.ts';

export type Inline = { kind: 'text' | 'strong'; text: string } | { kind: 'link'; text: string; url: string };
export type Block =
  | { kind: 'heading' | 'paragraph'; lines: Inline[][] }
  | { kind: 'list'; entries: Inline[][] }
  | { kind: 'button'; text: string; url: string };

/** What an agent types as plain text: paragraphs, « # Titre », « - liste », « **gras** », « [texte](https://…) »; a link alone on its line is a button. */
export const readMarkup = (text: string): Block[] =>
  text
    .split(/\n[ \t]*\n/)
    .map((block) => block.trim())
    .filter((block) => block !== '')
    .flatMap(readBlock);

const bullet = /^[-*•]\s+/;

function readBlock(text: string): Block[] {
  const lines = text.split('\n').map((line) => line.trim());
  const [first = '', ...rest] = lines;
  const heading = /^#+\s+(.+)$/.exec(first)?.[1];
  if (heading) return [{ kind: 'heading', lines: [readInline(heading)] }, ...(rest.length > 0 ? readBlock(rest.join('\n')) : [])];
  if (lines.every((line) => bullet.test(line)))
    return [{ kind: 'list', entries: lines.map((line) => readInline(line.replace(bullet, ''))) }];
  const inlines = lines.map(readInline);
  const [only] = inlines[0] ?? [];
  if (inlines.length === 1 && inlines[0]?.length === 1 && only?.kind === 'link' && only.text !== only.url)
    return [{ kind: 'button', text: only.text, url: only.url }];
  return [{ kind: 'paragraph', lines: inlines }];
}

const inline = /\*\*(.+?)\*\*|\[([^\]]+)\]\(([^)\s]+)\)|(https?:\/\/[^\s<>]*[^\s<>.,;:!?)»"])/g;

function readInline(line: string): Inline[] {
  const found: Inline[] = [];
  let end = 0;
  for (const match of line.matchAll(inline)) {
    const [whole, strong, text, url, bare] = match;
    if (match.index > end) found.push({ kind: 'text', text: line.slice(end, match.index) });
    found.push(strong === undefined ? linkTo(bare ?? url ?? '', text ?? bare ?? '') : { kind: 'strong', text: strong });
    end = match.index + whole.length;
  }
  if (end < line.length) found.push({ kind: 'text', text: line.slice(end) });
  return found;
}

/** The same address for everyone (trust P-35), to a page or a mailbox, and nothing that runs. */
function linkTo(url: string, text: string): Inline {
  if (hasMark(url)) throw refusal('body', `Le lien « ${text} » contient une variable : son adresse doit être la même pour tous.`);
  if (!/^(https?:\/\/|mailto:|tel:)/i.test(url) || (/^http/i.test(url) && !URL.canParse(url)))
    throw refusal('body', `Le lien « ${text} » mène à « ${url} » : écrivez une adresse qui commence par https://.`);
  return { kind: 'link', text, url };
}
