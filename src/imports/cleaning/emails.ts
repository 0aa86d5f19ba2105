import { z } from 'zod';
import { tidy } from './folding.ts';
import { nothing, type Reading } from './outcome.ts';

/** Slips of the finger on the providers people use most. */
const slips = new Map(
  Object.entries({
    'gmial.com': 'gmail.com',
    'gmai.com': 'gmail.com',
    'gmal.com': 'gmail.com',
    'gmil.com': 'gmail.com',
    'gamil.com': 'gmail.com',
    'gmail.co': 'gmail.com',
    'gmail.fr': 'gmail.com',
    'hotmial.com': 'hotmail.com',
    'hotmial.fr': 'hotmail.fr',
    'hotmal.fr': 'hotmail.fr',
    'hotmail.con': 'hotmail.com',
    'gmail.con': 'gmail.com',
    'orage.fr': 'orange.fr',
    'orange.f': 'orange.fr',
    'ornage.fr': 'orange.fr',
    'wanado.fr': 'wanadoo.fr',
    'wandoo.fr': 'wanadoo.fr',
    'yaho.fr': 'yahoo.fr',
    'yahou.fr': 'yahoo.fr',
    'laposte.fr': 'laposte.net',
  }),
);

const LONGEST = 254;
const named = /^[^<>]*<([^<>]+)>$/;

/** Capitals and outer spaces do not count. What is plainly mistyped is not guessed: the repair is a proposal. */
export function readEmail(cell: string): Reading<string> {
  const text = tidy(cell).toLowerCase();
  if (text === '' || /^[-./]+$/.test(text)) return nothing;
  const address = (named.exec(text)?.[1] ?? text).replace(/^mailto:/, '');
  if (isEmail(address)) return { value: address, ...suspicion(address) };
  const proposal = repair(address);
  return { value: null, issue: 'email_malformed', ...(proposal ? { proposal } : {}) };
}

/** The contract's own idea of an address: what passes here is not refused there. */
const isEmail = (text: string) => text.length <= LONGEST && z.regexes.email.test(text);

function suspicion(address: string): Pick<Reading<string>, 'issue' | 'proposal'> {
  const at = address.indexOf('@') + 1;
  const meant = slips.get(address.slice(at));
  return meant ? { issue: 'email_suspect', proposal: address.slice(0, at) + meant } : {};
}

function repair(address: string): string | undefined {
  const [first = ''] = address.split(/\s*[;/]\s*|\s+(?:ou|et)\s+/);
  const tried = first
    .replace(/\s*(?:\(at\)|\[at\]|\(a\)|arobase)\s*/, '@')
    .replace(/\s+/g, '')
    .replace(/@+/g, '@')
    .replace(/,/g, '.')
    .replace(/\.{2,}/g, '.')
    .replace(/@\.|\.@/g, '@')
    .replace(/[.>]+$/, '')
    .replace(/^[.<]+/, '')
    .replace(/@(gmail|hotmail|outlook)$/, '@$1.com')
    .replace(/@(orange|wanadoo|free|sfr)$/, '@$1.fr');
  if (!isEmail(tried)) return undefined;
  return suspicion(tried).proposal ?? tried;
}
