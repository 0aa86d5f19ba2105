import { createHash, type KeyObject, sign } from 'node:crypto';
import { promisify } from 'node:util';
import type { WrittenMail } from './mime.ts';

/** A key a town hall signs with, and where its public half is published. */
export interface DkimKey {
  domain: string;
  selector: string;
  key: KeyObject;
}

/** What a signature covers. Named once more than they are there, a second one cannot be added (trust M-02). */
const covered = [
  'From',
  'To',
  'Reply-To',
  'Subject',
  'Date',
  'Message-ID',
  'MIME-Version',
  'Content-Type',
  'List-Id',
  'List-Unsubscribe',
  'List-Unsubscribe-Post',
  'Auto-Submitted',
];
const oversigned = ['From', 'To', 'Reply-To', 'Subject'];

/** Signs with each key (RFC 6376, 8301, 8463), relaxed and whole. nodemailer knows neither ed25519 nor oversigning. */
export async function signed(mail: WrittenMail, keys: readonly DkimKey[]): Promise<WrittenMail> {
  if (keys.length === 0) return mail;
  const bodyHash = sha256(relaxedBody(mail.body)).toString('base64');
  const names = covered.filter((name) => mail.headers.some((one) => one.name === name));
  const content = names.map((name) => relaxedHeader(mail.headers.find((one) => one.name === name)!)).join('');
  const fields = [...names, ...oversigned].join(':').toLowerCase();
  const signatures = await Promise.all(keys.map((key) => signature(key, { bodyHash, fields, content })));
  return { ...mail, headers: [...signatures.map((value) => ({ name: 'DKIM-Signature', value })), ...mail.headers] };
}

async function signature(
  { domain, selector, key }: DkimKey,
  { bodyHash, fields, content }: { bodyHash: string; fields: string; content: string },
): Promise<string> {
  const isEd25519 = key.asymmetricKeyType === 'ed25519';
  const head = [
    `v=1; a=${isEd25519 ? 'ed25519' : 'rsa'}-sha256; c=relaxed/relaxed;`,
    ` d=${domain}; s=${selector};`,
    ` h=${fields.replace(/(.{1,66})(:|$)/g, '$1$2\r\n  ').trimEnd()};`,
    ` bh=${bodyHash};`,
    ' b=',
  ].join('\r\n');
  const signing = Buffer.from(content + relaxedHeader({ name: 'DKIM-Signature', value: head }).trimEnd());
  // RFC 8463 §3: what ed25519 signs is the hash. It takes 0.04 ms here; RSA takes 0.3 ms, in one of Node's own threads.
  const made = isEd25519 ? sign(null, sha256(signing), key) : await signInThread('sha256', signing, key);
  return head + made.toString('base64').replace(/.{70}/g, '$&\r\n  ');
}

const signInThread = promisify<string, Buffer, KeyObject, Buffer>(sign);

const sha256 = (content: string | Buffer) => createHash('sha256').update(content).digest();

/** RFC 6376 §3.4.2. */
const relaxedHeader = ({ name, value }: { name: string; value: string }) =>
  `${name.toLowerCase()}:${value
    .replace(/\r\n/g, '')
    .replace(/[ \t]+/g, ' ')
    .trim()}\r\n`;

/** RFC 6376 §3.4.4. */
const relaxedBody = (body: string) =>
  `${body
    .replace(/[ \t]+/g, ' ')
    .replace(/ \r\n/g, '\r\n')
    .replace(/(\r\n)*$/, '')}\r\n`;
