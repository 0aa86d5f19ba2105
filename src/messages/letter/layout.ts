import type { Block, BlockOf, Content, RichText } from './contract.ts';
import { escaped, type Slot } from './marks.ts';
import { drawLine, drawRichText, type Pen } from './rich-text.ts';

export interface FirstTime {
  before: string;
  after: string;
}

/** What stands around the text of every letter. */
export interface Surroundings {
  townHallName: string;
  /** « 1 place du Marché · 02 61 91 20 00 ». */
  address: string;
  colour: string;
  reason: string;
  /** What is told the first time to whoever did not give their data themselves, around the place where it says whence (RGPD art. 14). */
  firstTime: FirstTime | null;
  /** Where the letter's pictures are served: the same addresses for everyone (trust P-30). */
  pictures: string;
}

/** What is drawn, for one set of passages. */
export interface Sheet {
  content: Content;
  blocks: Block[];
  opposition: RichText | null;
  around: Surroundings;
  markOf(slot: Slot): string;
  /** The address a link is given, in place of the one that was written. */
  addressOf(url: string): string;
}

export const optOutWords = 'Ne plus recevoir ces messages';
export const confirmWords = 'Le clic ouvre une page\u00a0: rien n’est compté avant que vous confirmiez.';
export const oppositionWords = 'Expression des élus de l’opposition';

// ui/email.css, resolved: nothing is fetched by the reader's mail program, styles included. Dark values are those of tokens.css.
const ink = {
  ground: '#eef1f0',
  paper: '#ffffff',
  footer: '#f6f8f7',
  line: '#dde4e2',
  text: '#14252b',
  secondary: '#46565a',
  typeface: 'Verdana, DejaVu Sans, Arial, sans-serif',
};
const night = { ground: '#0d181b', paper: '#142125', footer: '#111d21', line: '#26363b', text: '#e8eeec', secondary: '#b3c0c0' };

const nightRules = (link: string) => `
  @media (prefers-color-scheme: dark) {
    body, .ground, .ground > div { background-color: ${night.ground} !important; }
    .paper, .paper > table { background-color: ${night.paper} !important; }
    .foot, .foot > table { background-color: ${night.footer} !important; }
    .paper h1, .paper h2, .paper h3, .paper p, .paper li, .paper div { color: ${night.text} !important; }
    .foot p, .foot div, .paper p.help { color: ${night.secondary} !important; }
    .paper a, .foot a, .paper .town, .paper h1.town { color: ${link} !important; }
    .paper a.answer { background-color: ${night.paper} !important; border-color: ${link} !important; }
    .paper .solid a { color: #ffffff !important; }
    .ruled td, .foot td { border-top-color: ${night.line} !important; }
  }`;

/** The letter as MJML: tables in the end, marked as presentation, in the order they are read aloud. */
export const layOut = (sheet: Sheet): string => `
<mjml lang="fr" dir="ltr">
  <mj-head>
    <mj-title>${drawLine(sheet.content.subject, penFor(sheet)) || escaped(sheet.around.townHallName)}</mj-title>
    ${sheet.content.preheader.length > 0 ? `<mj-preview>${drawLine(sheet.content.preheader, penFor(sheet))}</mj-preview>` : ''}
    <mj-attributes>
      <mj-all font-family="${ink.typeface}" color="${ink.text}" />
      <mj-text font-size="16px" line-height="1.6" padding="0 32px" />
      <mj-section background-color="${ink.paper}" padding="0" css-class="paper" />
    </mj-attributes>
    <mj-raw>
      <meta name="color-scheme" content="light dark" />
      <meta name="supported-color-schemes" content="light dark" />
    </mj-raw>
    <mj-style>:root { color-scheme: light dark; } h1, h2, h3, p, ul, ol { margin: 0; }${nightRules(lightened(sheet.around.colour))}</mj-style>
  </mj-head>
  <mj-body width="600px" background-color="${ink.ground}" css-class="ground">
    ${drawHead(sheet)}
    ${sectionsOf(sheet.blocks)
      .map((blocks, rank) => drawSection(blocks, { sheet, isRuled: rank > 0 }))
      .join('\n')}
    ${drawFoot(sheet)}
  </mj-body>
</mjml>`;

const penFor = ({ around, markOf, addressOf }: Sheet): Pen => ({ colour: around.colour, markOf, addressOf });

const isTitle = (block: Block): block is BlockOf<'title'> => block.kind === 'title';

/**
 * One first-level heading in every letter: its first title, or the town hall's name where it has none (trust A-15). A subtitle
 * under no title is one: no level is ever skipped, whoever reads.
 */
function rankOf(title: BlockOf<'title'>, { blocks }: Sheet): 1 | 2 | 3 {
  const titles = blocks.filter(isTitle);
  const place = titles.indexOf(title);
  if (place === 0) return 1;
  return title.level === 'subtitle' && titles.slice(1, place).some(({ level }) => level === 'title') ? 3 : 2;
}

function drawHead(sheet: Sheet): string {
  const { colour, townHallName } = sheet.around;
  const style = `font-size:14px;line-height:1.4;font-weight:bold;color:${colour};margin:0`;
  const name = sheet.blocks.some(isTitle)
    ? `<p class="town" style="${style}">${escaped(townHallName)}</p>`
    : `<h1 class="town" style="${style}">${escaped(townHallName)}</h1>`;
  return `<mj-section padding="20px 0 16px" border-top="6px solid ${colour}"><mj-column><mj-text>${name}</mj-text></mj-column></mj-section>`;
}

/** A divider begins a section. */
function sectionsOf(blocks: Block[]): Block[][] {
  const sections: Block[][] = [[]];
  for (const block of blocks)
    if (block.kind === 'divider') sections.push([]);
    else sections.at(-1)?.push(block);
  return sections.filter((section) => section.length > 0);
}

const drawSection = (blocks: Block[], { sheet, isRuled }: { sheet: Sheet; isRuled: boolean }): string =>
  `<mj-section padding="${isRuled ? '24px 0 10px' : '4px 0 10px'}"${isRuled ? ` border-top="1px solid ${ink.line}" css-class="paper ruled"` : ''}>
  <mj-column>${blocks.map((block) => drawBlock(block, sheet)).join('\n')}</mj-column>
</mj-section>`;

const drawBlock = (block: Block, sheet: Sheet): string => (drawings[block.kind] as Draw<Block['kind']>)(block as never, sheet);

type Draw<Kind extends Block['kind']> = (block: BlockOf<Kind>, sheet: Sheet) => string;

const drawings: { [Kind in Block['kind']]: Draw<Kind> } = {
  title: (block, sheet) => `<mj-text>${drawTitle(block, sheet)}</mj-text>`,
  text: ({ text }, sheet) => `<mj-text>${drawRichText(text, penFor(sheet))}</mj-text>`,
  image: drawImage,
  button: drawButton,
  divider: () => '',
  question: drawQuestion,
  opposition: (_, sheet) =>
    sheet.opposition
      ? `<mj-text><h2 style="${headings[2]}">${oppositionWords}</h2>${drawRichText(sheet.opposition, penFor(sheet))}</mj-text>`
      : '',
};

const headings = {
  1: 'margin:0 0 12px;font-size:25px;line-height:1.25;letter-spacing:-0.3px',
  2: 'margin:4px 0 8px;font-size:19px;line-height:1.3',
  3: 'margin:2px 0 6px;font-size:16px;line-height:1.4',
};

function drawTitle(block: BlockOf<'title'>, sheet: Sheet): string {
  const rank = rankOf(block, sheet);
  return `<h${rank} style="${headings[rank]}">${drawLine(block.line, penFor(sheet))}</h${rank}>`;
}

function drawImage({ picture, alternative, isDecorative, url }: BlockOf<'image'>, sheet: Sheet): string {
  if (!picture) return '';
  const width = Math.min(536, picture.width);
  const link = url ? ` href="${escaped(sheet.addressOf(url))}"` : '';
  return `<mj-image src="${escaped(addressOfPicture(sheet.around, picture.hash))}" alt="${isDecorative ? '' : escaped(alternative)}" width="${width}px" padding="0 32px 16px" align="left" border-radius="8px"${link} />`;
}

const addressOfPicture = ({ pictures }: Surroundings, hash: string) => `${pictures}/${hash}`;

function drawButton({ label, url }: BlockOf<'button'>, sheet: Sheet): string {
  if (!label || !url) return label ? `<mj-text><p style="margin:0 0 14px">${escaped(label)}</p></mj-text>` : '';
  const { colour } = sheet.around;
  return `<mj-button align="left" css-class="solid" href="${escaped(sheet.addressOf(url))}" background-color="${colour}" color="#ffffff" border-radius="8px" font-size="16px" font-weight="bold" line-height="1.3" padding="2px 32px 18px" inner-padding="13px 22px">${escaped(label)}</mj-button>`;
}

function drawQuestion({ id, question, answers }: BlockOf<'question'>, { around, markOf }: Sheet): string {
  const look = `display:inline-block;border:2px solid ${around.colour};border-radius:8px;padding:11px 20px;margin:0 8px 8px 0;background-color:${ink.paper};color:${around.colour};font-weight:bold;font-size:16px;line-height:1.3;text-decoration:none`;
  const links = answers.map(
    ({ label }, rank) =>
      `<a class="answer" href="${markOf({ kind: 'answer', questionId: id, rank })}" target="_blank" style="${look}">${escaped(label)}</a>`,
  );
  return `<mj-text><p style="margin:0 0 12px;font-weight:bold">${escaped(question)}</p>
    <p style="margin:0 0 4px">${links.join(' ')}</p>
    <p class="help" style="margin:0 0 14px;font-size:14px;color:${ink.secondary}">${confirmWords}</p></mj-text>`;
}

function drawFoot({ around, markOf }: Sheet): string {
  const { reason, firstTime, colour, townHallName, address } = around;
  return `<mj-section padding="18px 0 22px" background-color="${ink.footer}" border-top="1px solid ${ink.line}" css-class="foot">
  <mj-column><mj-text font-size="14px" color="${ink.secondary}">
    <p style="margin:0 0 10px">${escaped(reason)}</p>
    ${firstTime ? `<p style="margin:0 0 10px">${escaped(firstTime.before)}${markOf({ kind: 'origin' })}${escaped(firstTime.after)}</p>` : ''}
    <p style="margin:0 0 10px"><a href="${markOf({ kind: 'opt_out' })}" target="_blank" style="color:${colour}">${optOutWords}</a></p>
    <p style="margin:0">${escaped([townHallName, address].filter(Boolean).join(', '))}</p>
  </mj-text></mj-column>
</mj-section>`;
}

/** The commune's colour on a dark ground: the same hue, light enough to be read (7:1 on the dark paper). */
function lightened(colour: string): string {
  const channels = [1, 3, 5].map((start) => Number.parseInt(colour.slice(start, start + 2), 16));
  let share = 0;
  const mixed = () => channels.map((channel) => Math.round(channel + (255 - channel) * share));
  while (luminance(mixed()) < 0.42 && share < 1) share += 0.02;
  return `#${mixed()
    .map((channel) => channel.toString(16).padStart(2, '0'))
    .join('')}`;
}

function luminance(channels: number[]): number {
  const [red = 0, green = 0, blue = 0] = channels.map((channel) => {
    const part = channel / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
