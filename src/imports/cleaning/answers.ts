import { foldedWords, tidy } from './folding.ts';
import { nothing, type Reading } from './outcome.ts';
import { remembered } from './remembered.ts';

const yes = words(
  'oui o ok x v 1 true vrai yes y accord accepte acceptee coche cochee favorable|d accord|je suis d accord|a accepte|oui merci',
);
const no = words(
  'non n 0 false faux no refus refuse refusee contre oppose opposee|pas d accord|ne souhaite pas|non merci|a refuse|desinscrit',
);

/** Yes, no, or nothing. A tick is a yes, an empty cell is never one (RGPD art. 4(11)), and « à voir » is for the agent to settle. */
export const readConsent = remembered((cell): Reading<'granted' | 'refused'> => {
  const text = tidy(cell);
  if (/^[✓✔☑☒]$/u.test(text)) return { value: 'granted' };
  const said = foldedWords(text).join(' ');
  if (yes.has(said)) return { value: 'granted' };
  if (no.has(said)) return { value: 'refused' };
  return said === '' ? nothing : { value: null, issue: 'consent_unclear' };
});

function words(list: string): Set<string> {
  const [single = '', ...phrases] = list.split('|');
  return new Set([...single.split(' '), ...phrases]);
}
