import { createPrivateKey, generateKeyPair, type KeyObject } from 'node:crypto';
import { promisify } from 'node:util';
import type { Seal } from '../../platform/seal.ts';
import type { DkimKey } from '../dkim.ts';

const generate = promisify(generateKeyPair);

/** Both kinds: RSA is the one every messagerie reads, ed25519 the lighter one of RFC 8463. */
export async function makeDkimKeys(seal: Seal) {
  const rsa = (await generate('rsa', { modulusLength: 2048 })) as Pair;
  const ed25519 = (await generate('ed25519', undefined)) as Pair;
  return {
    sealedRsaKey: seal.close(written(rsa.privateKey)),
    sealedEd25519Key: seal.close(written(ed25519.privateKey)),
    rsaPublicKey: rsa.publicKey.export({ type: 'spki', format: 'der' }).toString('base64'),
    // RFC 8463 §4.2: the thirty-two bytes alone, without what says their kind.
    ed25519PublicKey: ed25519.publicKey.export({ type: 'spki', format: 'der' }).subarray(-32).toString('base64'),
  };
}

interface Pair {
  publicKey: KeyObject;
  privateKey: KeyObject;
}

const written = (key: KeyObject) => key.export({ type: 'pkcs8', format: 'pem' }).toString();

/** The selector under which each key is published. */
export const selectorsOf = (selector: string) => ({ rsa: selector, ed25519: `${selector}-ed` });

interface Sealed {
  dkimDomain: string | null;
  dkimSelector: string | null;
  sealedRsaKey: string | null;
  sealedEd25519Key: string | null;
  rsaPublishedAt: string | null;
  ed25519PublishedAt: string | null;
}

/** Those whose public half was found published: others would make every signature a false one. */
export function publishedKeys(seal: Seal, row: Sealed): DkimKey[] {
  const { dkimDomain: domain, dkimSelector: selector } = row;
  if (domain === null || selector === null) return [];
  const kinds = [
    { sealed: row.sealedEd25519Key, publishedAt: row.ed25519PublishedAt, selector: selectorsOf(selector).ed25519 },
    { sealed: row.sealedRsaKey, publishedAt: row.rsaPublishedAt, selector: selectorsOf(selector).rsa },
  ];
  return kinds.flatMap(({ sealed, publishedAt, selector: at }) =>
    sealed && publishedAt ? [{ domain, selector: at, key: createPrivateKey(seal.open(sealed)) }] : [],
  );
}
