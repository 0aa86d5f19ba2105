import { expect, test } from 'vitest';
import { type Drafted, made, says, title, typed } from '../../../test/drafts.ts';
import type { Content, FaultCode } from './contract.ts';
import { sentenceFor } from './labels.ts';
import { faultsOf } from './letter.ts';

const noFields = new Map<string, string>();
const codesOf = (content: Content) => faultsOf(content, noFields).map(({ code }) => code);

/** What an agent in a hurry does, and what the letter says of it (trust A-16). */
test.each<[string, Content, FaultCode]>([
  ['an empty subject', typed('Bonjour', ''), 'subject_empty'],
  ['a first name in a subject', typed('Bonjour', '{{ prenom | sinon: "vous" }}'), 'subject_first_name'],
  ['a letter without words', typed(''), 'content_empty'],
  ['a variable without other words', typed('Bonjour {{ prenom }}'), 'fallback_missing'],
  ['a variable nobody knows', typed('Bonjour {{ prnom | sinon: "vous" }}'), 'braces'],
  ['a variable left open', typed('Bonjour {{ prenom'), 'braces'],
  ['« cliquez ici »', typed('[Cliquez ici](https://x.example) pour lire'), 'link_vague'],
  ['« en savoir plus… »', typed('Un atelier. [En savoir plus…](https://x.example) ou non'), 'link_vague'],
  ['« ICI ! »', typed('Lire [ICI\u00a0!](https://x.example) la suite'), 'link_vague'],
  ['an address in place of words', typed('Voir https://x.example/compte-rendu donc'), 'link_bare'],
  ['a link to nowhere', typed('Voir [le programme](nulle-part) donc'), 'link_nowhere'],
  ['a link that runs', typed('Voir [le programme](javascript:alert) donc'), 'link_nowhere'],
  ['a button that says nothing', made({ kind: 'button', label: 'Cliquez ici', url: 'https://x.example/' }), 'link_vague'],
  ['a button to nowhere', made({ kind: 'button', label: 'Je viens', url: '' }), 'link_nowhere'],
  ['a button without words', made({ kind: 'button', label: '', url: 'https://x.example/' }), 'button_empty'],
  ['an empty title', made(title(''), says('Bonjour')), 'heading_empty'],
  ['a title made of bold text', typed('**Place du Marché**\n\nElle rouvre.'), 'heading_faked'],
  ['a list made of dashes', made(says('- un\n- deux')), 'list_faked'],
  ['shouted words', typed('LA MAIRIE SERA FERMÉE VENDREDI APRÈS-MIDI'), 'capitals'],
  ['an image left out', made({ kind: 'image', picture: null, alternative: '', isDecorative: false, url: '' }), 'picture_missing'],
  [
    'a question with one answer',
    made({ kind: 'question', question: 'Oui\u00a0?', answers: [{ label: 'Oui' }], closesOn: null }),
    'question_incomplete',
  ],
  [
    'the same answer twice',
    made({ kind: 'question', question: 'Oui\u00a0?', answers: [{ label: 'Oui' }, { label: 'oui' }], closesOn: null }),
    'question_repeats',
  ],
])('%s is told', (...[, content, code]) => {
  expect(codesOf(content)).toContain(code);
  for (const fault of faultsOf(content, noFields)) expect(sentenceFor(fault)).toMatch(/\.$/);
});

const picture = { hash: 'a'.repeat(64), mediaType: 'image/png', width: 10, height: 10, size: 10 } as const;

test.each<[string, Omit<Extract<Drafted, { kind: 'image' }>, 'kind' | 'picture'>, FaultCode[]]>([
  ['without a description', { alternative: '', isDecorative: false, url: '' }, ['alternative_missing']],
  ['described by its file', { alternative: 'IMG_2034.jpg', isDecorative: false, url: '' }, ['alternative_is_file_name']],
  ['decorative, but a link', { alternative: '', isDecorative: true, url: 'https://x.example/' }, ['alternative_missing']],
  ['decorative', { alternative: '', isDecorative: true, url: '' }, []],
  ['described', { alternative: 'La place du Marché', isDecorative: false, url: '' }, []],
])('an image %s', (_how, image, codes) => {
  expect(codesOf(made(says('Bonjour'), { kind: 'image', picture, ...image }))).toEqual(codes);
});

test('a sound letter has nothing to mend', () => {
  const body =
    '# Été\n\nBonjour {{ prenom | sinon: "à vous" }}, le [compte rendu](https://x.example/cr) est en ligne.\n\n- un\n- deux';
  expect(codesOf(typed(body, 'Les nouvelles'))).toEqual([]);
});
