import { expect, test } from 'vitest';
import type { Block, Content } from '../../../messages/letter/contract.ts';
import { duplicated, emptyBlock, groupsOf, moved, nameOf, placed, reserved, withBlock, withoutBlock } from './blocks.ts';

const [first, second, third] = ['title', 'text', 'button'].map((kind) => emptyBlock(kind as Block['kind'], null)) as [
  Block,
  Block,
  Block,
];
const letter: Content = { version: 1, subject: [], preheader: [], passages: [], blocks: [first, second, third] };
const kinds = (content: Content) => content.blocks.map(({ kind }) => kind);
const segment = '0197a5d0-0000-7000-8000-000000000001';

test('blocks are added after the one in hand, copied, moved and removed', () => {
  expect(kinds(withBlock(letter, emptyBlock('image', null), first.id))).toEqual(['title', 'image', 'text', 'button']);
  expect(kinds(withBlock(letter, emptyBlock('image', null), null))).toEqual(['title', 'text', 'button', 'image']);
  expect(kinds(moved(letter, second.id, -1))).toEqual(['text', 'title', 'button']);
  expect(moved(letter, first.id, -1)).toBe(letter);
  expect(kinds(placed(letter, third.id, 0))).toEqual(['button', 'title', 'text']);
  const copy = duplicated(letter, second.id);
  expect(kinds(copy?.content ?? letter)).toEqual(['title', 'text', 'text', 'button']);
  expect(copy?.copyId).not.toBe(second.id);
  expect(kinds(withoutBlock(letter, second.id))).toEqual(['title', 'button']);
});

test('a block kept for a segment joins its neighbour’s passage; the passage leaves with its last block', () => {
  const one = reserved(letter, first.id, segment);
  const both = reserved(one, second.id, segment);
  expect(both.passages.length).toBe(1);
  expect(groupsOf(both).map(({ blocks }) => blocks.length)).toEqual([2, 1]);
  expect(reserved(reserved(both, first.id, null), second.id, null).passages).toEqual([]);
  expect(withoutBlock(withoutBlock(both, first.id), second.id).passages).toEqual([]);
});

test('moved into a passage a block is part of it; moved away it is everyone’s again', () => {
  const both = reserved(reserved(letter, first.id, segment), second.id, segment);
  const [passage] = both.passages;
  expect(placed(both, third.id, 1).blocks[1]?.passageId).toBe(passage?.id);
  expect(placed(both, first.id, 2).blocks.map(({ passageId }) => passageId)).toEqual([passage?.id, null, null]);
});

test('a block is called by its first words', () => {
  expect(nameOf(first)).toBe('Titre');
  expect(nameOf({ ...emptyBlock('button', null), label: 'Je viens' } as Block)).toBe('Je viens');
});
