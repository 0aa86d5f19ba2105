import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto';

/** What the server's secret can do: keep a text unreadable in the database, and sign what comes back from outside. */
export interface Seal {
  /** AES-256-GCM, bound to nothing but the secret: the database alone gives no secret (trust S-60). */
  close(text: string): string;
  /** Throws when the text was altered, or sealed under another secret. */
  open(sealed: string): string;
  /** HMAC-SHA-256 in base64url, under a key of its own for each use. */
  sign(use: string, text: string): string;
  isSigned(use: string, text: string, signature: string): boolean;
}

const KEY_ID = 'k1';

export function sealWith(secret: string): Seal {
  const keyFor = (use: string) => Buffer.from(hkdfSync('sha256', secret, 'parvis', use, 32));
  const sealing = keyFor('seal');
  const sign = (use: string, text: string) =>
    createHmac('sha256', keyFor(`sign ${use}`))
      .update(text)
      .digest('base64url');
  return {
    close(text) {
      const nonce = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', sealing, nonce);
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return [KEY_ID, Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64url')].join('.');
    },
    open(sealed) {
      const bytes = Buffer.from(sealed.slice(KEY_ID.length + 1), 'base64url');
      const decipher = createDecipheriv('aes-256-gcm', sealing, bytes.subarray(0, 12)).setAuthTag(bytes.subarray(12, 28));
      return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8');
    },
    sign,
    isSigned(use, text, signature) {
      const [expected, given] = [Buffer.from(sign(use, text)), Buffer.from(signature)];
      return expected.length === given.length && timingSafeEqual(expected, given);
    },
  };
}
