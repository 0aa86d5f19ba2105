import type { Inline, Line, List, RichText } from './contract.ts';
import { escaped, type Slot } from './marks.ts';

/** What drawing words takes. */
export interface Pen {
  colour: string;
  markOf(slot: Slot): string;
  addressOf(url: string): string;
}

export const drawLine = (line: Line, { markOf }: Pick<Pen, 'markOf'>): string =>
  line.map((piece) => (piece.type === 'text' ? escaped(piece.text) : markOf({ kind: 'variable', ...piece.attrs }))).join('');

export const drawRichText = ({ content }: RichText, pen: Pen): string =>
  content
    .map((node) =>
      node.type === 'paragraph' ? `<p style="margin:0 0 14px">${drawInlines(node.content, pen)}</p>` : drawList(node, pen),
    )
    .join('');

/** A list, or one inside another. */
export type AnyList = List | Extract<List['content'][number]['content'][number], { type: 'bulletList' | 'orderedList' }>;

function drawList({ type, content }: AnyList, pen: Pen): string {
  const tag = type === 'bulletList' ? 'ul' : 'ol';
  const entries = content.map(
    (entry) =>
      `<li style="margin:0 0 4px">${entry.content.map((one) => (one.type === 'paragraph' ? drawInlines(one.content, pen) : drawList(one, pen))).join('')}</li>`,
  );
  return `<${tag} style="margin:0 0 14px;padding-left:24px">${entries.join('')}</${tag}>`;
}

/** Pieces that lead to the same place are one link, read aloud once. */
function drawInlines(inlines: Inline[], pen: Pen): string {
  let drawn = '';
  for (let rank = 0; rank < inlines.length; ) {
    const href = hrefOf(inlines[rank]);
    let end = rank + 1;
    while (href && hrefOf(inlines[end]) === href) end++;
    const words = inlines
      .slice(rank, end)
      .map((inline) => drawWords(inline, pen))
      .join('');
    drawn += href ? `<a href="${escaped(pen.addressOf(href))}" target="_blank" style="color:${pen.colour}">${words}</a>` : words;
    rank = end;
  }
  return drawn;
}

function drawWords(inline: Inline, pen: Pen): string {
  if (inline.type === 'hardBreak') return '<br>';
  const words =
    inline.type === 'text' ? escaped(inline.text).replaceAll('\n', '<br>') : pen.markOf({ kind: 'variable', ...inline.attrs });
  return inline.marks?.some((mark) => mark.type === 'bold') ? `<strong>${words}</strong>` : words;
}

/** Empty where there is no link, or one that leads nowhere. */
export function hrefOf(inline: Inline | undefined): string {
  const link = !inline || inline.type === 'hardBreak' ? undefined : inline.marks?.find((mark) => mark.type === 'link');
  return link?.type === 'link' ? link.attrs.href : '';
}
