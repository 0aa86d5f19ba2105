import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto';

/** What the server's secret can do: keep a text unreadable in the database, and sign what comes back from outside. */
export interface Seal {
  /** AES-256-GCM, bound to nothing but the secret: the database alone gives no secret (trust S-60). */
  close(text: string): string;
  /** Throws when the text was altered, or sealed under a secret that is not known here. */
  open(sealed: string): string;
  /** HMAC-SHA-256 in base64url, under a key of its own for each use. */
  sign(use: string, text: string): string;
  /** Under the secret of today, or one that served before it. */
  isSigned(use: string, text: string, signature: string): boolean;
  /** The keys of a use, today's first: for what the database must compute by itself. 32 bytes each. */
  keysFor(use: string): readonly [Buffer, ...Buffer[]];
}

const KEY_ID = 'k1';

/** `former`: the secrets that served before, so that what they sealed or signed still holds (trust M-14). */
export function sealWith(secret: string, former: readonly string[] = []): Seal {
  const known = new Map<string, readonly [Buffer, ...Buffer[]]>();
  // Derived once for each use: a letter with a question signs four addresses for every reader.
  const keysFor = (use: string): readonly [Buffer, ...Buffer[]] => {
    const keys = known.get(use) ?? [keyOf(secret, use), ...former.map((one) => keyOf(one, use))];
    known.set(use, keys);
    return keys;
  };
  const [sealing, ...sealedBefore] = keysFor('seal');
  return {
    keysFor,
    close(text) {
      const nonce = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', sealing, nonce);
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return [KEY_ID, Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64url')].join('.');
    },
    open(sealed) {
      const bytes = Buffer.from(sealed.slice(KEY_ID.length + 1), 'base64url');
      return openedBy([sealing, ...sealedBefore], bytes);
    },
    sign: (use, text) => signed(keysFor(`sign ${use}`)[0], text),
    isSigned(use, text, signature) {
      const given = Buffer.from(signature);
      return keysFor(`sign ${use}`).some((key) => {
        const expected = Buffer.from(signed(key, text));
        return expected.length === given.length && timingSafeEqual(expected, given);
      });
    },
  };
}

const keyOf = (secret: string, use: string) => Buffer.from(hkdfSync('sha256', secret, 'parvis', use, 32));

const signed = (key: Buffer, text: string) => createHmac('sha256', key).update(text).digest('base64url');

/** GCM says which key it was: the others open nothing. */
function openedBy(keys: readonly Buffer[], bytes: Buffer): string {
  const [key, ...others] = keys;
  if (!key) throw new Error('sealed under a secret that is not known here, or altered');
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12)).setAuthTag(bytes.subarray(12, 28));
    return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8');
  } catch {
    return openedBy(others, bytes);
  }
}
