import type { SpfState } from './contract.ts';
import type { Lookups } from './lookups.ts';

/** RFC 7208 §4.6.4: who checks gives up past ten look-ups. */
const MOST_LOOKUPS = 10;

export interface Spf {
  state: SpfState;
  record: string;
  lookups: number;
}

interface Walk {
  ask: Lookups;
  lookups: number;
  /** Everything that was included, however deep. */
  included: Set<string>;
}

/** Reads who may write for a domain, as those who receive do; `include` is what lets the relay, where it is known. */
export async function readSpf(ask: Lookups, domain: string, include: string | undefined): Promise<Spf> {
  const walk: Walk = { ask, lookups: 0, included: new Set() };
  const { state, record } = await walkThrough(walk, domain, []);
  const spf = { record, lookups: walk.lookups };
  if (state !== 'fine') return { state, ...spf };
  if (walk.lookups > MOST_LOOKUPS) return { state: 'too_many', ...spf };
  if (/(^|\s)\+?all(\s|$)/i.test(record)) return { state: 'open', ...spf };
  return { state: include && !walk.included.has(include) ? 'not_included' : 'fine', ...spf };
}

async function walkThrough(walk: Walk, domain: string, path: readonly string[]): Promise<Pick<Spf, 'state' | 'record'>> {
  if (path.includes(domain)) return { state: 'loops', record: '' };
  const told = await walk.ask.txt(domain);
  if (told.state === 'silent') return { state: 'silent', record: '' };
  const records = told.state === 'found' ? told.records.filter((text) => /^v=spf1(\s|$)/i.test(text)) : [];
  const [record = ''] = records;
  if (records.length !== 1) return { state: records.length === 0 ? 'missing' : 'several', record };
  for (const term of record.split(/\s+/).slice(1)) {
    const state = await follow(walk, term.toLowerCase(), [...path, domain]);
    if (state !== 'fine') return { state, record };
  }
  return { state: 'fine', record };
}

/** Terms that cost a look-up, and the two that lead to another record. */
async function follow(walk: Walk, term: string, path: readonly string[]): Promise<SpfState> {
  const [, name = '', target = ''] = /^[-+~?]?(include|redirect|a|mx|ptr|exists)(?:[:=]([^/]*))?(?:\/.*)?$/.exec(term) ?? [];
  if (name === '') return known.test(term) ? 'fine' : 'broken';
  walk.lookups += 1;
  if (walk.lookups > MOST_LOOKUPS) return 'too_many';
  // A macro depends on each message: it counts, and is not followed.
  if ((name !== 'include' && name !== 'redirect') || target.includes('%')) return 'fine';
  walk.included.add(target);
  const { state } = await walkThrough(walk, target, path);
  // RFC 7208 §5.2: an include that leads nowhere makes the whole record void.
  return state === 'missing' || state === 'several' ? 'broken' : state;
}

const known = /^([-+~?]?(all|ip4:[\d./]+|ip6:[\da-f:./]+)|[a-z][\w.-]*=\S*)$/i;
