import type { Block, BlockOf, Inline, Line, RichText } from './contract.ts';
import { confirmWords, oppositionWords, optOutWords, type Sheet } from './layout.ts';
import { type AnyList, hrefOf } from './rich-text.ts';

/** The same letter for those who read plain text: complete, in the same order (trust A-15). */
export const writeOut = (sheet: Sheet): string =>
  [
    ...sheet.blocks.map((block) => writeBlock(block, sheet)).filter((text) => text !== ''),
    `-- \n${sheet.around.reason}`,
    ...writeFirstTime(sheet),
    `${optOutWords}\u00a0: ${sheet.markOf({ kind: 'opt_out' })}`,
    [sheet.around.townHallName, sheet.around.address].filter(Boolean).join(', '),
  ].join('\n\n');

const writeFirstTime = ({ around: { firstTime }, markOf }: Sheet): string[] =>
  firstTime ? [firstTime.before + markOf({ kind: 'origin' }) + firstTime.after] : [];

const writeBlock = (block: Block, sheet: Sheet): string => (writings[block.kind] as Write<Block['kind']>)(block as never, sheet);

type Write<Kind extends Block['kind']> = (block: BlockOf<Kind>, sheet: Sheet) => string;

const writings: { [Kind in Block['kind']]: Write<Kind> } = {
  title({ line, level }, sheet) {
    const words = writeLine(line, sheet);
    return words && `${words}\n${(level === 'title' ? '=' : '-').repeat(Math.min(lengthOf(line), 60))}`;
  },
  text: ({ text }, sheet) => writeRichText(text, sheet),
  image({ picture, alternative, isDecorative, url }, { addressOf }) {
    const words = picture && !isDecorative && alternative ? `[Image\u00a0: ${alternative}]` : '';
    return [words, url && picture ? addressOf(url) : ''].filter(Boolean).join('\n');
  },
  button: ({ label, url }, { addressOf }) => (label && url ? `${label}\u00a0:\n${addressOf(url)}` : label),
  divider: () => '* * *',
  question: ({ id, question, answers }, { markOf }) =>
    [
      question,
      ...answers.map(({ label }, rank) => `${label}\u00a0: ${markOf({ kind: 'answer', questionId: id, rank })}`),
      confirmWords,
    ].join('\n'),
  opposition: (_, sheet) =>
    sheet.opposition
      ? `${oppositionWords}\n${'='.repeat(oppositionWords.length)}\n\n${writeRichText(sheet.opposition, sheet)}`
      : '',
};

const lengthOf = (line: Line) =>
  line.reduce((sum, piece) => sum + (piece.type === 'text' ? piece.text.length : piece.attrs.fallback.length), 0);

const writeLine = (line: Line, { markOf }: Sheet): string =>
  line.map((piece) => (piece.type === 'text' ? piece.text : markOf({ kind: 'variable', ...piece.attrs }))).join('');

const writeRichText = ({ content }: RichText, sheet: Sheet): string =>
  content
    .map((node) => (node.type === 'paragraph' ? writeInlines(node.content, sheet) : writeList(node, sheet, '')))
    .filter((text) => text.trim() !== '')
    .join('\n\n');

const writeList = ({ type, content }: AnyList, sheet: Sheet, indent: string): string =>
  content
    .map((entry, rank) => {
      const bullet = type === 'bulletList' ? '-' : `${rank + 1}.`;
      const parts = entry.content.map((one) =>
        one.type === 'paragraph'
          ? `${indent}${bullet} ${writeInlines(one.content, sheet)}`
          : writeList(one, sheet, `${indent}  `),
      );
      return parts.join('\n');
    })
    .join('\n');

const writeInlines = (inlines: Inline[], sheet: Sheet): string =>
  inlines
    .map((inline, rank) => {
      if (inline.type === 'hardBreak') return '\n';
      const words = inline.type === 'text' ? inline.text : sheet.markOf({ kind: 'variable', ...inline.attrs });
      const href = hrefOf(inline);
      // A link of several pieces (a word in bold) gives its address once, at its end.
      const goesOn = href !== '' && hrefOf(inlines[rank + 1]) === href;
      return href && !goesOn && words !== href ? `${words} (${sheet.addressOf(href)})` : words;
    })
    .join('');
