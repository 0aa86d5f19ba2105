import fc from 'fast-check';
import { simpleParser } from 'mailparser';
import { expect, test } from 'vitest';
import type { Mail } from './contract.ts';
import { bytesOf, isAddress, wireAddress, writtenMail } from './mime.ts';

const mail: Mail = {
  from: { name: 'Mairie de Valmeraude', address: 'mairie@valmeraude.example' },
  to: { name: 'Léa Martin', address: 'lea.martin@exemple.example' },
  replyTo: { name: 'L’accueil', address: 'accueil@valmeraude.example' },
  subject: 'L’été à Valmeraude',
  text: 'Bonjour,\n\nvoici l’été.\n.\n',
  html: '<!doctype html><html lang="fr"><p>Voici l’été = 30\u00a0°C.</p></html>',
  headers: { 'List-Id': '<vie.valmeraude.example>', 'List-Unsubscribe': '<https://valmeraude.example/m/u/abc>' },
  messageId: '<un@valmeraude.example>',
  sentAt: '2026-06-01T08:00:00.000Z',
};

const written = (changes: Partial<Mail>) => bytesOf(writtenMail({ ...mail, ...changes }));

test('a message is read as it was meant, whatever its letters', async () => {
  expect(await simpleParser(written({}))).toMatchObject({
    from: { value: [mail.from] },
    to: { value: [mail.to] },
    replyTo: { value: [mail.replyTo] },
    subject: mail.subject,
    text: mail.text,
    html: mail.html,
    messageId: mail.messageId,
  });
});

test('written twice, it is the same to the byte', () => {
  expect(written({}).equals(written({}))).toBe(true);
});

test('a domain with accents is written as DNS knows it', () => {
  expect(wireAddress('mairie@hôtel.example')).toBe('mairie@xn--htel-vqa.example');
});

test.each(['a@b.example', 'a+b@c.example', 'é@b.example'])('« %s » is an address', (address) => {
  expect(isAddress(address)).toBe(true);
});

test.each(['', 'a', '@b', 'a@', 'a b@c.example', 'a@b>', 'a\r\nRCPT TO:<x@y>@z.example', '"a b"@c.example', 'a@b@c'])(
  '« %s » is none',
  (address) => {
    expect(isAddress(address)).toBe(false);
  },
);

/** What people, spreadsheets and ill will put in a name. */
const anything = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.string({ unit: 'grapheme', maxLength: 300 }),
  fc
    .array(
      fc.constantFrom(
        '\r\n',
        '\n',
        '\r',
        '\0',
        '\t',
        '\u2028',
        'Bcc: a@b.example',
        '=?utf-8?q?x?=',
        '🎉',
        'مرحبا',
        '\u202e',
        '"',
        '\\',
        '<',
        ',',
        'é',
        ' ',
        'x',
      ),
      {
        maxLength: 400,
      },
    )
    .map((parts) => parts.join('')),
);

const HEADERS = [
  'From',
  'To',
  'Reply-To',
  'Subject',
  'Date',
  'Message-ID',
  'List-Id',
  'List-Unsubscribe',
  'MIME-Version',
  'Content-Type',
];

test('nothing anyone is called adds a header, a line too long or a byte that does not cross (trust M-17)', () =>
  fc.assert(
    fc.asyncProperty(
      fc.record({ name: anything, subject: anything, text: anything, html: anything, header: anything }),
      async (one) => {
        const bytes = written({
          from: { ...mail.from, name: one.name },
          to: { ...mail.to, name: one.name },
          replyTo: { address: 'accueil@valmeraude.example', name: one.name },
          ...{ subject: one.subject, text: one.text, html: one.html },
          headers: { ...mail.headers, 'List-Id': one.header.slice(0, 300) },
        });
        const raw = bytes.toString('latin1');
        const head = raw.slice(0, raw.indexOf('\r\n\r\n'));
        expect(
          head
            .replace(/\r\n[ \t]/g, ' ')
            .split('\r\n')
            .map((line) => line.slice(0, line.indexOf(':'))),
        ).toEqual(HEADERS);
        expect(raw.replaceAll('\r\n', '')).not.toMatch(/[\r\n\0]/);
        expect(Math.max(...raw.split('\r\n').map(({ length }) => length))).toBeLessThanOrEqual(998);
        const { from, to, messageId } = await simpleParser(bytes);
        expect(from?.value.map(({ address }) => address)).toEqual([mail.from.address]);
        expect([to].flat().flatMap((list) => list?.value.map(({ address }) => address))).toEqual([mail.to.address]);
        expect(messageId).toBe(mail.messageId);
      },
    ),
    { numRuns: 300 },
  ));

test('what is written is read back, line by line', () =>
  fc.assert(
    fc.asyncProperty(fc.string({ unit: 'grapheme', maxLength: 500 }), async (content) => {
      const { text } = await simpleParser(written({ text: `« ${content} »` }));
      expect(text?.trimEnd()).toBe(Buffer.from(`« ${content} »`).toString().replace(/\r\n?/g, '\n'));
    }),
    { numRuns: 200 },
  ));
