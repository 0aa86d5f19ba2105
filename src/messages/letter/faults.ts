import {
  type Block,
  type BlockOf,
  type Content,
  type Fault,
  type FaultCode,
  type Inline,
  type Line,
  type RichText,
  wordsOf,
} from './contract.ts';
import { hrefOf } from './rich-text.ts';

/** Names of the town hall's own fields, by variable: what a letter may say of its reader beside the native variables. */
export type FieldNames = ReadonlyMap<string, string>;

/** What its author should mend: some of it keeps the letter from leaving (trust A-16). */
export function faultsIn(content: Content, fields: FieldNames): Fault[] {
  const { subject, preheader, blocks, passages } = content;
  const found = [
    ...(wordsOf(subject) === '' ? [blocking('subject_empty', null)] : []),
    ...faultsInLine(subject, { blockId: null, fields }),
    ...faultsInLine(preheader, { blockId: null, fields }),
    ...subject
      .filter((piece) => piece.type === 'variable' && piece.attrs.name === 'prenom')
      .map(() => blocking('subject_first_name', null)),
    ...(blocks.some(isWritten) ? [] : [blocking('content_empty', null)]),
    ...blocks.flatMap((block) => (faultsOf[block.kind] as Look<Block['kind']>)(block as never, fields)),
    ...passages
      .filter(({ id }) => !blocks.some((block) => block.passageId === id))
      .map(({ id }) => blocking('passage_empty', id)),
  ];
  return found;
}

type Place = { blockId: string | null; fields: FieldNames };

const blocking = (code: FaultCode, blockId: string | null, words = ''): Fault => ({
  code,
  isBlocking: true,
  blockId,
  words: short(words),
});
const advice = (code: FaultCode, blockId: string | null, words = ''): Fault => ({
  code,
  isBlocking: false,
  blockId,
  words: short(words),
});

const short = (words: string) => (words.length > 60 ? `${words.slice(0, 59).trimEnd()}…` : words);

function isWritten(block: Block): boolean {
  if (block.kind === 'title') return wordsOf(block.line) !== '';
  if (block.kind === 'text') return textOf(block.text).trim() !== '';
  return block.kind !== 'divider';
}

type Look<Kind extends Block['kind']> = (block: BlockOf<Kind>, fields: FieldNames) => Fault[];

const faultsOf: { [Kind in Block['kind']]: Look<Kind> } = {
  title: ({ id, line }, fields) =>
    wordsOf(line) === '' ? [blocking('heading_empty', id)] : faultsInLine(line, { blockId: id, fields }),
  text: ({ id, text }, fields) => faultsInText(text, { blockId: id, fields }),
  image: faultsInImage,
  button: ({ id, label, url }) => {
    if (label.trim() === '') return [blocking('button_empty', id)];
    if (url === '') return [blocking('link_nowhere', id, label)];
    return isVague(label) ? [blocking('link_vague', id, label)] : [];
  },
  divider: () => [],
  question: faultsInQuestion,
  opposition: () => [],
};

function faultsInImage({ id, picture, alternative, isDecorative, url }: BlockOf<'image'>): Fault[] {
  if (!picture) return [blocking('picture_missing', id)];
  // A picture that is a link says where it leads: it cannot be decorative (RGAA 1.2, 6.1).
  if ((!isDecorative || url) && alternative.trim() === '') return [blocking('alternative_missing', id)];
  const isFileName = !isDecorative && /^\S+\.(jpe?g|png|gif|webp|heic)$|^(IMG|DSC|image)[-_ ]?\d+$/i.test(alternative.trim());
  return isFileName ? [blocking('alternative_is_file_name', id, alternative)] : [];
}

function faultsInQuestion({ id, question, answers }: BlockOf<'question'>): Fault[] {
  const labels = answers.map(({ label }) => label.trim().toLowerCase());
  if (question.trim() === '' || labels.length < 2 || labels.includes('')) return [blocking('question_incomplete', id)];
  const repeated = labels.find((label, rank) => labels.indexOf(label) !== rank);
  return repeated ? [blocking('question_repeats', id, repeated)] : [];
}

const faultsInLine = (line: Line, place: Place): Fault[] => line.flatMap((piece) => faultsInPiece(piece, place));

function faultsInPiece(piece: Inline, { blockId, fields }: Place): Fault[] {
  if (piece.type === 'hardBreak') return [];
  if (piece.type === 'text') {
    const braces = /\{\{.*?(\}\}|$)/s.exec(piece.text)?.[0];
    return braces ? [advice('braces', blockId, braces)] : [];
  }
  const { name, fallback } = piece.attrs;
  if (name.startsWith('champ.') && !fields.has(name)) return [blocking('field_unknown', blockId)];
  return fallback === '' ? [blocking('fallback_missing', blockId, fields.get(name) ?? name)] : [];
}

function faultsInText(text: RichText, place: Place): Fault[] {
  const { blockId } = place;
  const paragraphs = paragraphsOf(text);
  return [
    ...paragraphs.flat().flatMap((piece) => faultsInPiece(piece, place)),
    ...paragraphs
      .flatMap(linksOf)
      .flatMap(({ words, href }) => faultsInLink(words, href).map((code) => blocking(code, blockId, words))),
    ...paragraphs.filter(isFakeHeading).map((one) => advice('heading_faked', blockId, plain(one))),
    ...(isFakeList(text) ? [advice('list_faked', blockId)] : []),
    ...(paragraphs.some(isInCapitals) ? [advice('capitals', blockId)] : []),
  ];
}

const plain = (inlines: Inline[]) =>
  inlines.map((one) => (one.type === 'text' ? one.text : one.type === 'variable' ? one.attrs.fallback : '\n')).join('');

const textOf = (text: RichText) => paragraphsOf(text).map(plain).join('\n');

/** Every run of words, those of lists included. */
function paragraphsOf({ content }: RichText): Inline[][] {
  return content.flatMap((node) =>
    node.type === 'paragraph'
      ? [node.content]
      : node.content.flatMap((entry) =>
          entry.content.flatMap((one) =>
            one.type === 'paragraph' ? [one.content] : one.content.flatMap((inner) => inner.content.map((last) => last.content)),
          ),
        ),
  );
}

function linksOf(inlines: Inline[]): { words: string; href: string }[] {
  const links: { words: string; href: string; end: number }[] = [];
  inlines.forEach((inline, rank) => {
    if (inline.type === 'hardBreak' || !inline.marks?.some((mark) => mark.type === 'link')) return;
    const [words, href, last] = [plain([inline]), hrefOf(inline), links.at(-1)];
    if (last?.end === rank && last.href === href) Object.assign(last, { words: last.words + words, end: rank + 1 });
    else links.push({ words, href, end: rank + 1 });
  });
  return links;
}

function faultsInLink(words: string, href: string): FaultCode[] {
  if (href === '') return ['link_nowhere'];
  if (/^(https?:\/\/|www\.)\S+$/i.test(words.trim())) return ['link_bare'];
  return isVague(words) ? ['link_vague'] : [];
}

/** Read alone in a list of links, such words say nothing (RGAA 6.1). */
const vague =
  /^(cliquez( ?ici)?|cliquer( ici)?|clic|ici|l[aà]|ce lien|le lien|lien|voir|voir (ici|plus|la suite)|lire|lire (la suite|plus)|en savoir (plus|\+)|plus|plus d infos?( rmations)?|plus d informations?|infos?|suite|par ici|ok|go|suivre ce lien|ouvrir|telecharger|site|page)$/;

const isVague = (words: string): boolean =>
  vague.test(
    words
      .toLowerCase()
      .normalize('NFD')
      .replace(/\p{M}/gu, '')
      .replace(/[^a-z+]+/g, ' ')
      .trim(),
  );

/** A whole short paragraph in bold stands for a title, to the eye only. */
const isFakeHeading = (inlines: Inline[]): boolean => {
  const words = plain(inlines).trim();
  const isBold = inlines.every((one) => one.type !== 'hardBreak' && one.marks?.some((mark) => mark.type === 'bold'));
  return inlines.length > 0 && isBold && words.length > 0 && words.length <= 60 && !/[.!?…:]$/.test(words);
};

const isFakeList = ({ content }: RichText): boolean => {
  const starts = content.flatMap((node) => (node.type === 'paragraph' ? plain(node.content).split('\n') : []));
  return starts.filter((line) => /^\s*([-–•*]|\d+[.)])\s+\S/.test(line)).length >= 2;
};

const isInCapitals = (inlines: Inline[]): boolean => {
  const letters = plain(inlines).replace(/[^\p{L}]/gu, '');
  return letters.length >= 20 && letters === letters.toUpperCase();
};

/** See `linksOf` in letter.ts, its door. */
export function linksIn({ blocks }: Content): { url: string; label: string }[] {
  const links = blocks.flatMap((block) => {
    if (block.kind === 'button') return [{ url: block.url, label: block.label }];
    if (block.kind === 'image') return [{ url: block.url, label: block.alternative }];
    return block.kind === 'text'
      ? paragraphsOf(block.text)
          .flatMap(linksOf)
          .map(({ words, href }) => ({ url: href, label: words }))
      : [];
  });
  return links.filter(({ url }, rank) => url !== '' && links.findIndex((one) => one.url === url) === rank);
}
