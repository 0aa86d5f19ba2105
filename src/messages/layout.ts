import type { Block, Inline } from './markup.ts';

/** What stands around the text of every letter. */
export interface Surroundings {
  townHallName: string;
  /** « 1 place du Marché · 02 61 91 20 00 ». */
  address: string;
  colour: string;
  reason: string;
  links: { text: string; url: string }[];
}

// ui/email.css, resolved: nothing is fetched by the reader's mail program, styles included.
const sheet = {
  ground: '#eef1f0',
  paper: '#ffffff',
  footer: '#f6f8f7',
  line: '#d9dfdd',
  text: '#16242a',
  secondary: '#46555a',
  typeface: 'Verdana, Arial, sans-serif',
};

/** The letter as MJML: tables in the end, marked as presentation, in the order they are read aloud. */
export const layOut = (blocks: Block[], around: Surroundings): string => `
<mjml lang="fr" dir="ltr">
  <mj-head>
    <mj-title>${escaped(around.townHallName)}</mj-title>
    <mj-attributes>
      <mj-all font-family="${sheet.typeface}" color="${sheet.text}" />
      <mj-text font-size="16px" line-height="1.6" padding="0 32px" />
      <mj-section background-color="${sheet.paper}" padding="0" />
    </mj-attributes>
  </mj-head>
  <mj-body width="600px" background-color="${sheet.ground}">
    <mj-section padding="24px 0 0" background-color="${sheet.paper}" border-top="6px solid ${around.colour}">
      <mj-column><mj-text font-size="14px" font-weight="bold" color="${around.colour}">${escaped(around.townHallName)}</mj-text></mj-column>
    </mj-section>
    <mj-section padding="16px 0 24px"><mj-column>${drawBlocks(blocks, around.colour)}</mj-column></mj-section>
    <mj-section padding="20px 0 24px" background-color="${sheet.footer}" border-top="1px solid ${sheet.line}">
      <mj-column><mj-text font-size="14px" color="${sheet.secondary}">${drawFooter(around)}</mj-text></mj-column>
    </mj-section>
  </mj-body>
</mjml>`;

function drawBlocks(blocks: Block[], colour: string): string {
  const first = blocks.findIndex(({ kind }) => kind === 'heading');
  return blocks
    .map((block, index) =>
      block.kind === 'button'
        ? `<mj-button align="left" href="${escaped(block.url)}" background-color="${colour}" color="#ffffff" border-radius="8px" font-size="16px" font-weight="bold" padding="0 32px 16px" inner-padding="14px 22px">${escaped(block.text)}</mj-button>`
        : `<mj-text>${drawText(block, { colour, isTitle: index === first })}</mj-text>`,
    )
    .join('\n');
}

function drawText(block: Exclude<Block, { kind: 'button' }>, { colour, isTitle }: { colour: string; isTitle: boolean }): string {
  const draw = (line: Inline[]) => line.map((inline) => drawInline(inline, colour)).join('');
  if (block.kind === 'list')
    return `<ul style="margin:0 0 14px;padding-left:24px">${block.entries.map((entry) => `<li>${draw(entry)}</li>`).join('')}</ul>`;
  const words = block.lines.map(draw).join('<br>');
  if (block.kind === 'paragraph') return `<p style="margin:0 0 14px">${words}</p>`;
  return isTitle
    ? `<h1 style="margin:0 0 12px;font-size:25px;line-height:1.25">${words}</h1>`
    : `<h2 style="margin:10px 0 8px;font-size:19px;line-height:1.3">${words}</h2>`;
}

const drawInline = (inline: Inline, colour: string): string => {
  if (inline.kind === 'link') return drawLink(inline, colour);
  return inline.kind === 'strong' ? `<strong>${escaped(inline.text)}</strong>` : escaped(inline.text);
};

const drawLink = ({ text, url }: { text: string; url: string }, colour: string) =>
  `<a href="${escaped(url)}" target="_blank" style="color:${colour}">${escaped(text)}</a>`;

const drawFooter = ({ townHallName, address, reason, links, colour }: Surroundings) => `
  <p style="margin:0 0 10px">${escaped(reason)}</p>
  <p style="margin:0 0 10px">${links.map((link) => drawLink(link, colour)).join(' · ')}</p>
  <p style="margin:0">${escaped([townHallName, address].filter(Boolean).join(', '))}</p>`;

/** The same letter for those who read plain text. */
export const writeOut = (blocks: Block[], around: Surroundings): string =>
  [
    ...blocks.map(writeBlock),
    `-- \n${around.reason}`,
    around.links.map(({ text, url }) => `${text}\u00a0: ${url}`).join('\n'),
    [around.townHallName, around.address].filter(Boolean).join(', '),
  ].join('\n\n');

function writeBlock(block: Block): string {
  if (block.kind === 'button') return `${block.text}\u00a0:\n${block.url}`;
  if (block.kind === 'list') return block.entries.map((entry) => `- ${writeLine(entry)}`).join('\n');
  const words = block.lines.map(writeLine).join('\n');
  return block.kind === 'heading' ? `${words}\n${'='.repeat(Math.min(words.length, 60))}` : words;
}

const writeLine = (line: Inline[]): string =>
  line
    .map((inline) => (inline.kind === 'link' && inline.text !== inline.url ? `${inline.text} (${inline.url})` : inline.text))
    .join('');

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** For HTML, in text and between quotes. */
export const escaped = (text: string): string => text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
