import type { DmarcState } from './contract.ts';
import type { Lookups } from './lookups.ts';

export interface Dmarc {
  state: DmarcState;
  record: string;
  /** Where it was found: the domain itself, or one above it. */
  domain: string;
  /** Tags that RFC 9989 took away. They do nothing, and no harm. */
  obsolete: string[];
}

/** RFC 9989 §4.10: up to eight queries, from the name itself towards the root. */
const MOST_QUERIES = 8;
const removedTags = ['pct', 'rf', 'ri'];

/** What a domain asks to be done of messages that are not its own (RFC 9989, which replaces RFC 7489). */
export async function readDmarc(ask: Lookups, domain: string): Promise<Dmarc> {
  for (const name of walkUp(domain)) {
    const told = await ask.txt(`_dmarc.${name}`);
    if (told.state === 'silent') return { state: 'silent', record: '', domain: name, obsolete: [] };
    const records = told.state === 'found' ? told.records.filter((text) => /^\s*v\s*=\s*DMARC1\s*(;|$)/.test(text)) : [];
    const [record = ''] = records;
    if (records.length > 1) return { state: 'several', record, domain: name, obsolete: [] };
    if (records.length === 1) return { ...verdictOn(record, name === domain), record, domain: name };
  }
  return { state: 'missing', record: '', domain, obsolete: [] };
}

function* walkUp(domain: string): Generator<string> {
  const labels = domain.split('.');
  yield domain;
  // Past eight labels the walk goes on from the seventh.
  const start = labels.length > MOST_QUERIES ? labels.length - MOST_QUERIES + 1 : 1;
  for (let from = start; from < labels.length; from++) yield labels.slice(from).join('.');
}

function verdictOn(record: string, isOwn: boolean): Pick<Dmarc, 'state' | 'obsolete'> {
  const tags = new Map(
    record
      .split(';')
      .map((tag) => tag.split('=').map((part) => part.trim()))
      .flatMap(([name, value]) => (name && value !== undefined ? [[name.toLowerCase(), value] as const] : [])),
  );
  const obsolete = removedTags.filter((name) => tags.has(name));
  const policy = ((!isOwn && tags.get('sp')) || tags.get('p'))?.toLowerCase();
  // Without a policy that can be read, a record that asks for reports is taken as « none » (§4.7).
  if (!policy || !['none', 'quarantine', 'reject'].includes(policy))
    return { state: tags.has('rua') ? 'watches_only' : 'broken', obsolete };
  return { state: policy === 'none' || tags.get('t') === 'y' ? 'watches_only' : 'fine', obsolete };
}
