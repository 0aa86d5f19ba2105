import { Resolver } from 'node:dns/promises';

/** `silent`: the name server failed or did not answer, which says nothing of the name (SERVFAIL is no absence). */
export type Answer<T> = { state: 'found'; records: T[] } | { state: 'none' } | { state: 'silent' };

export interface Lookups {
  txt(name: string): Promise<Answer<string>>;
}

/** Asks these servers, else those of the machine. */
export function lookupsWith(servers: readonly string[] = []): Lookups {
  const resolver = new Resolver({ timeout: 3000, tries: 2 });
  if (servers.length > 0) resolver.setServers(servers);
  return { txt: (name) => readTxt(resolver, name, 0) };
}

/** Aliases are followed by whoever answers; where he only names the next one, we ask for it. */
const MOST_ALIASES = 5;

async function readTxt(resolver: Resolver, name: string, depth: number): Promise<Answer<string>> {
  const told = await answer(() => resolver.resolveTxt(name));
  if (told.state !== 'none')
    return told.state === 'found' ? { ...told, records: told.records.map((parts) => parts.join('')) } : told;
  if (depth >= MOST_ALIASES) return { state: 'none' };
  const alias = await answer(() => resolver.resolveCname(name));
  if (alias.state !== 'found') return alias;
  const [next] = alias.records;
  return next ? readTxt(resolver, next, depth + 1) : { state: 'none' };
}

async function answer<T>(ask: () => Promise<T[]>): Promise<Answer<T>> {
  try {
    const records = await ask();
    return records.length > 0 ? { state: 'found', records } : { state: 'none' };
  } catch (error) {
    return { state: absent.has((error as NodeJS.ErrnoException).code ?? '') ? 'none' : 'silent' };
  }
}

const absent = new Set(['ENODATA', 'ENOTFOUND']);
