import {
  type Block,
  type BlockKind,
  type BlockOf,
  type Content,
  emptyContent,
  type Line,
  wordsOf,
} from '../../../messages/letter/contract.ts';
import { blockLabel, usualFallback } from '../../../messages/letter/labels.ts';
import type { IconName } from '../../../ui/Icon.tsx';

export const blockIcon: Record<BlockKind, IconName> = {
  title: 'h-1',
  text: 'typography',
  image: 'photo',
  button: 'hand-click',
  divider: 'separator-horizontal',
  question: 'checkbox',
  opposition: 'messages',
};

/** `crypto.randomUUID` is refused on a plain-http address; random bytes are not. RFC 9562 §5.4. */
export function freshId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const text = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return text.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

const empty: { [Kind in BlockKind]: Omit<BlockOf<Kind>, 'id' | 'passageId'> } = {
  title: { kind: 'title', level: 'title', line: [] },
  text: { kind: 'text', text: { type: 'doc', content: [{ type: 'paragraph', content: [] }] } },
  image: { kind: 'image', picture: null, alternative: '', isDecorative: false, url: '' },
  button: { kind: 'button', label: '', url: '' },
  divider: { kind: 'divider' },
  question: {
    kind: 'question',
    question: '',
    answers: [{ label: 'Oui' }, { label: 'Non' }, { label: 'Sans avis' }],
    closesOn: null,
  },
  opposition: { kind: 'opposition' },
};

export const emptyBlock = (kind: BlockKind, passageId: string | null): Block =>
  ({ ...structuredClone(empty[kind]), id: freshId(), passageId }) as Block;

/** What a letter begins with: a title, and a text that greets its reader. */
export function blankLetter(): Content {
  const greeting = { name: 'salutation' as const, fallback: usualFallback.salutation };
  const text: BlockOf<'text'> = {
    kind: 'text',
    id: freshId(),
    passageId: null,
    text: {
      type: 'doc',
      content: [
        {
          type: 'paragraph',
          content: [
            { type: 'variable', attrs: greeting },
            { type: 'text', text: ',' },
          ],
        },
        { type: 'paragraph', content: [] },
      ],
    },
  };
  return { ...emptyContent, blocks: [emptyBlock('title', null), text] };
}

/** How a block is called in the list: by its first words, else by what it is. */
export function nameOf(block: Block): string {
  const words = wordsIn(block).trim();
  return words ? (words.length > 34 ? `${words.slice(0, 33).trimEnd()}…` : words) : blockLabel[block.kind];
}

function wordsIn(block: Block): string {
  if (block.kind === 'title') return wordsOf(block.line);
  if (block.kind === 'button') return block.label;
  if (block.kind === 'question') return block.question;
  if (block.kind === 'image') return block.alternative;
  const [first] = block.kind === 'text' ? block.text.content : [];
  return first?.type === 'paragraph' ? wordsOf(first.content.filter((one) => one.type !== 'hardBreak') as Line) : '';
}

/** Another block after that one; at the end where none is named. */
export function withBlock(content: Content, added: Block, afterId: string | null): Content {
  const place = content.blocks.findIndex(({ id }) => id === afterId);
  const blocks = [...content.blocks];
  blocks.splice(place < 0 ? blocks.length : place + 1, 0, added);
  return { ...content, blocks };
}

export const withChanged = (content: Content, changed: Block): Content => ({
  ...content,
  blocks: content.blocks.map((one) => (one.id === changed.id ? changed : one)),
});

/** A passage leaves with its last block. */
export function withoutBlock(content: Content, blockId: string): Content {
  return swept({ ...content, blocks: content.blocks.filter(({ id }) => id !== blockId) });
}

const swept = (content: Content): Content => ({
  ...content,
  passages: content.passages.filter(({ id }) => content.blocks.some(({ passageId }) => passageId === id)),
});

/** One step up or down; it joins the passage it enters, and leaves the one it comes out of. */
export function moved(content: Content, blockId: string, step: -1 | 1): Content {
  const from = content.blocks.findIndex(({ id }) => id === blockId);
  const to = from + step;
  if (from < 0 || to < 0 || to >= content.blocks.length) return content;
  return placed(content, blockId, to);
}

/** To a place of the list, counted without the block itself. */
export function placed(content: Content, blockId: string, place: number): Content {
  const block = content.blocks.find(({ id }) => id === blockId);
  if (!block) return content;
  const others = content.blocks.filter(({ id }) => id !== blockId);
  const before = others[place - 1]?.passageId ?? null;
  const passageId = before !== null && before === (others[place]?.passageId ?? null) ? before : keptPassage(block, others, place);
  return swept({ ...content, blocks: [...others.slice(0, place), { ...block, passageId }, ...others.slice(place)] });
}

/** Its own passage where it still touches it, or where nobody else is in it. */
function keptPassage({ passageId }: Block, others: Block[], place: number): string | null {
  if (passageId === null || !others.some((one) => one.passageId === passageId)) return passageId;
  const touches = [others[place - 1], others[place]].some((one) => one?.passageId === passageId);
  return touches ? passageId : null;
}

export function duplicated(content: Content, blockId: string): { content: Content; copyId: string } | undefined {
  const block = content.blocks.find(({ id }) => id === blockId);
  if (!block) return undefined;
  const copy = { ...structuredClone(block), id: freshId() };
  return { content: withBlock(content, copy, blockId), copyId: copy.id };
}

/** Keeps a block for those of a segment (null: for everyone). Next to a passage of the same segment, it joins it. */
export function reserved(content: Content, blockId: string, segmentId: string | null): Content {
  const rank = content.blocks.findIndex(({ id }) => id === blockId);
  if (segmentId === null) return swept(withPassage(content, blockId, null));
  const neighbours = [content.blocks[rank - 1], content.blocks[rank + 1]].map((one) => one?.passageId);
  const joined = content.passages.find((one) => one.segmentId === segmentId && neighbours.includes(one.id));
  const passage = joined ?? { id: freshId(), segmentId };
  const passages = joined ? content.passages : [...content.passages, passage];
  return swept(withPassage({ ...content, passages }, blockId, passage.id));
}

const withPassage = (content: Content, blockId: string, passageId: string | null): Content => ({
  ...content,
  blocks: content.blocks.map((one) => (one.id === blockId ? { ...one, passageId } : one)),
});

/** The blocks as they are shown: those of one passage that follow each other stand together. */
export function groupsOf({ blocks }: Content): { passageId: string | null; blocks: Block[] }[] {
  const groups: { passageId: string | null; blocks: Block[] }[] = [];
  for (const block of blocks) {
    const last = groups.at(-1);
    if (last && last.passageId === block.passageId) last.blocks.push(block);
    else groups.push({ passageId: block.passageId, blocks: [block] });
  }
  return groups;
}
