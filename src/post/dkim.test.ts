import { generateKeyPairSync } from 'node:crypto';
import { dkimVerify } from 'mailauth/lib/dkim/verify.js';
import { beforeAll, expect, test } from 'vitest';
import type { Mail } from './contract.ts';
import { type DkimKey, signed } from './dkim.ts';
import { bytesOf, writtenMail } from './mime.ts';

const mail: Mail = {
  from: { name: 'Mairie de Valmeraude', address: 'mairie@valmeraude.example' },
  to: { name: 'Léa Martin', address: 'lea.martin@exemple.example' },
  replyTo: { name: '', address: 'accueil@valmeraude.example' },
  subject: `L’été à Valmeraude, ${'une fête, '.repeat(12)}et la suite`,
  text: 'Bonjour,\n\nvoici  l’été.   \n\n\n',
  html: '<!doctype html><html lang="fr"><p>Voici  l’été.</p></html>',
  headers: {
    'List-Id': '<vie.valmeraude.example>',
    'List-Unsubscribe': '<https://valmeraude.example/m/u/abc>',
    'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
  },
  messageId: '<un@valmeraude.example>',
  sentAt: '2026-06-01T08:00:00.000Z',
};

const ed25519 = generateKeyPairSync('ed25519');
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const keys: DkimKey[] = [
  { domain: 'valmeraude.example', selector: 'parvis-ed', key: ed25519.privateKey },
  { domain: 'valmeraude.example', selector: 'parvis', key: rsa.privateKey },
];
const published: Record<string, string> = {
  'parvis-ed._domainkey.valmeraude.example': `v=DKIM1; k=ed25519; p=${ed25519.publicKey.export({ type: 'spki', format: 'der' }).subarray(12).toString('base64')}`,
  'parvis._domainkey.valmeraude.example': `v=DKIM1; k=rsa; p=${rsa.publicKey.export({ type: 'spki', format: 'der' }).toString('base64')}`,
};

/** As another program judges the signatures: one word for each. */
async function verdicts(bytes: Buffer): Promise<string[]> {
  const resolver = async (name: string) => {
    const record = published[name];
    if (!record) throw Object.assign(new Error('unknown'), { code: 'ENOTFOUND' });
    return [[record]];
  };
  const { results } = await dkimVerify(bytes, { resolver });
  return results.map(({ status }: { status: { result: string } }) => status.result);
}

let message = '';
beforeAll(async () => {
  message = bytesOf(await signed(writtenMail(mail), keys)).toString('latin1');
});

test('both signatures hold for a program that knows nothing of ours', async () => {
  expect(await verdicts(Buffer.from(message, 'latin1'))).toEqual(['pass', 'pass']);
});

test('no line of a signature is long, and none says how much of the body it covers', () => {
  const signatures = message.slice(0, message.indexOf('\r\nFrom:'));
  expect(Math.max(...signatures.split('\r\n').map(({ length }) => length))).toBeLessThanOrEqual(78);
  expect(signatures).not.toMatch(/;\s*l=/);
});

const changes: [string, (text: string) => string][] = [
  ...[
    'From',
    'To',
    'Subject',
    'Reply-To',
    'Date',
    'Message-ID',
    'Content-Type',
    'List-Id',
    'List-Unsubscribe',
    'List-Unsubscribe-Post',
  ].map((name): [string, (text: string) => string] => [
    `its ${name} changed`,
    (text) => text.replace(new RegExp(`^(${name}: )`, 'm'), '$1x'),
  ]),
  ...['From', 'To', 'Subject', 'Reply-To'].flatMap((name): [string, (text: string) => string][] => [
    [`a second ${name} above`, (text) => `${name}: autre@mechant.example\r\n${text}`],
    [`a second ${name} below`, (text) => text.replace('\r\n\r\n', `\r\n${name}: autre@mechant.example\r\n\r\n`)],
  ]),
  ['its List-Unsubscribe taken away', (text) => text.replace(/^List-Unsubscribe: .*\r\n/m, '')],
  ['its List-Unsubscribe-Post taken away', (text) => text.replace(/^List-Unsubscribe-Post: .*\r\n/m, '')],
  ['a word more in its body', (text) => text.replace('Bonjour', 'Bonsoir')],
  ['something after its end', (text) => `${text}suite\r\n`],
];

test.each(changes)('a message with %s is not the one that was signed', async (_what, change) => {
  const changed = change(message);
  expect(changed).not.toBe(message);
  expect(await verdicts(Buffer.from(changed, 'latin1'))).not.toContain('pass');
});

test('folding anew and spaces added on the way do no harm', async () => {
  const travelled = message
    .replace(/^Subject: /m, 'Subject:\r\n  ')
    .replace('\r\n\r\n', '\r\n\r\n')
    .concat('\r\n\r\n');
  expect(await verdicts(Buffer.from(travelled, 'latin1'))).toEqual(['pass', 'pass']);
});

test('without a key a message leaves as it was written', async () => {
  expect(await signed(writtenMail(mail), [])).toEqual(writtenMail(mail));
});
