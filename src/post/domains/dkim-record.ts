import type { DkimRecordState } from './contract.ts';
import type { Lookups } from './lookups.ts';

/** Whether the key that signs is the one published under its selector (RFC 6376 §3.6.1). */
export async function readDkimRecord(
  ask: Lookups,
  name: string,
  { publicKey, type }: { publicKey: string; type: 'rsa' | 'ed25519' },
): Promise<DkimRecordState> {
  const told = await ask.txt(name);
  if (told.state !== 'found') return told.state === 'silent' ? 'silent' : 'missing';
  const keys = told.records.filter((text) => /(^|;)\s*p\s*=/.test(text));
  if (keys.length !== 1) return keys.length === 0 ? 'missing' : 'several';
  const tag = (letter: string) => new RegExp(`(?:^|;)\\s*${letter}\\s*=([^;]*)`).exec(keys[0] ?? '')?.[1]?.replace(/\s/g, '');
  if (tag('p') === '') return 'revoked';
  return tag('p') === publicKey && (tag('k') || 'rsa') === type ? 'fine' : 'other_key';
}
