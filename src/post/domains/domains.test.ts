import { expect, test } from 'vitest';
import { openDnsStub, type Zone } from '../../../test/sinks/dns-stub.ts';
import type { DomainAsked } from './contract.ts';
import { checkDomain, recordsToPublish } from './domains.ts';
import { lookupsWith } from './lookups.ts';

const rsa = { selector: 'parvis', topic: 'dkim_rsa', publicKey: 'MIIB'.padEnd(392, 'A') } as const;
const ed25519 = {
  selector: 'parvis-ed',
  topic: 'dkim_ed25519',
  publicKey: '11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=',
} as const;
const asked: DomainAsked = { domain: 'valmeraude.example', host: 'smtp-relay.brevo.com', keys: [rsa, ed25519] };

/** All is as it should be. */
const goodZone: Zone = {
  'valmeraude.example': { txt: ['v=spf1 include:spf.brevo.com ~all', 'autre-chose=1'] },
  'spf.brevo.com': { txt: ['v=spf1 ip4:192.0.2.0/24 ~all'] },
  'parvis._domainkey.valmeraude.example': { txt: [`v=DKIM1; k=rsa; p=${rsa.publicKey}`] },
  'parvis-ed._domainkey.valmeraude.example': { txt: [`v=DKIM1; k=ed25519; p=${ed25519.publicKey}`] },
  '_dmarc.valmeraude.example': { txt: ['v=DMARC1; p=quarantine; rua=mailto:dmarc@valmeraude.example'] },
};

async function found(zone: Zone, changes: Partial<DomainAsked> = {}) {
  const stub = await openDnsStub(zone);
  try {
    return await checkDomain(lookupsWith([stub.server]), { ...asked, ...changes });
  } finally {
    await stub.close();
  }
}

const stateOf = async (zone: Zone, topic: string, changes: Partial<DomainAsked> = {}) => {
  const one = (await found({ ...goodZone, ...zone }, changes)).find((finding) => finding.topic === topic);
  return `${one?.state} ${one?.says}`;
};

test('a domain where all is published is good', async () => {
  expect((await found(goodZone)).map(({ topic, state }) => [topic, state])).toEqual([
    ['spf', 'good'],
    ['dkim_rsa', 'good'],
    ['dkim_ed25519', 'good'],
    ['dmarc', 'good'],
  ]);
});

test('what is to be published, once published, is good', async () => {
  const zone: Zone = { 'spf.brevo.com': { txt: ['v=spf1 ip4:192.0.2.0/24 -all'] } };
  for (const { name, value } of recordsToPublish(asked)) zone[name] = { txt: [value] };
  expect((await found(zone)).map(({ state }) => state)).toEqual(['good', 'good', 'good', 'good']);
});

const spf = (record: string | string[]): Zone => ({ 'valmeraude.example': { txt: [record].flat() } });

test.each<[string, Zone, RegExp]>([
  ['no line at all', { 'valmeraude.example': { txt: ['autre=1'] } }, /^fault .*ne dit pas qui peut/],
  ['a name that does not exist', { 'valmeraude.example': {} }, /^fault .*ne dit pas qui peut/],
  ['two lines', spf(['v=spf1 include:spf.brevo.com ~all', 'v=spf1 mx ~all']), /^fault .*deux lignes/],
  ['a line that forgets the relay', spf('v=spf1 mx ~all'), /^fault .*ne cite pas votre relais/],
  ['a line open to all', spf('v=spf1 include:spf.brevo.com +all'), /^fault .*tout le monde/],
  ['a line open to all, without the sign', spf('v=spf1 include:spf.brevo.com all'), /^fault .*tout le monde/],
  ['a word nobody understands', spf('v=spf1 include:spf.brevo.com blah ~all'), /^fault .*ne comprennent pas/],
  ['an include that leads nowhere', spf('v=spf1 include:perdu.example ~all'), /^fault .*ne comprennent pas/],
  ['a line that comes back to itself', spf('v=spf1 include:valmeraude.example ~all'), /^fault .*elle-même/],
  [
    'eleven look-ups',
    spf(`v=spf1 ${Array.from({ length: 11 }, (_, index) => `a:h${index}.example`).join(' ')} ~all`),
    /^fault .*plus de dix/,
  ],
  [
    'eleven look-ups, some in what it includes',
    { ...spf('v=spf1 include:spf.brevo.com mx ~all'), 'spf.brevo.com': { txt: [`v=spf1 ${'a '.repeat(9)}~all`] } },
    /^fault .*plus de dix/,
  ],
  ['ten look-ups', spf(`v=spf1 include:spf.brevo.com ${'mx '.repeat(9)}~all`), /^good/],
  [
    'the relay cited by what it includes',
    { ...spf('v=spf1 include:tous.example ~all'), 'tous.example': { txt: ['v=spf1 include:spf.brevo.com ~all'] } },
    /^good/,
  ],
  [
    'a redirection',
    { ...spf('v=spf1 redirect=tous.example'), 'tous.example': { txt: ['v=spf1 include:spf.brevo.com ~all'] } },
    /^good/,
  ],
  ['a macro', spf('v=spf1 include:spf.brevo.com exists:%{i}._spf.example ~all'), /^good/],
  ['capitals', spf('V=SPF1 INCLUDE:spf.brevo.com ~ALL'), /^good/],
  ['a server that fails', { 'valmeraude.example': 'SERVFAIL' }, /^retry/],
  ['a server that fails further', { 'spf.brevo.com': 'SERVFAIL' }, /^retry/],
])('SPF: %s', async (_what, zone, expected) => {
  expect(await stateOf(zone, 'spf')).toMatch(expected);
});

const key = (name: Zone[string]): Zone => ({ 'parvis._domainkey.valmeraude.example': name });

test.each<[string, Zone, RegExp]>([
  ['a key not yet published', key({}), /^fault .*pas encore publiée/],
  ['another key', key({ txt: ['v=DKIM1; k=rsa; p=MIIBAUTRE'] }), /^fault .*n’est pas celle/],
  ['a key of another kind', key({ txt: [`v=DKIM1; k=ed25519; p=${rsa.publicKey}`] }), /^fault .*n’est pas celle/],
  ['a key taken back', key({ txt: ['v=DKIM1; k=rsa; p='] }), /^fault .*retirée/],
  ['two keys under one name', key({ txt: [`v=DKIM1; p=${rsa.publicKey}`, 'v=DKIM1; p=MIIBAUTRE'] }), /^fault .*Deux clés/],
  ['a key cut by spaces', key({ txt: [`v=DKIM1; k=rsa; p=${rsa.publicKey.replace(/(.{60})/g, '$1 ')}`] }), /^good/],
  ['a key without its kind: RSA is understood', key({ txt: [`p=${rsa.publicKey}`] }), /^good/],
  [
    'an alias to where the key is',
    { ...key({ cname: 'cle.relais.example' }), 'cle.relais.example': { txt: [`p=${rsa.publicKey}`] } },
    /^good/,
  ],
  ['an alias to nowhere', key({ cname: 'cle.relais.example' }), /^fault .*pas encore publiée/],
  [
    'aliases that turn in circles',
    { ...key({ cname: 'a.example' }), 'a.example': { cname: 'b.example' }, 'b.example': { cname: 'a.example' } },
    /^(fault|retry)/,
  ],
  ['a server that fails', key('SERVFAIL'), /^retry/],
])('DKIM: %s', async (_what, zone, expected) => {
  expect(await stateOf(zone, 'dkim_rsa')).toMatch(expected);
});

const dmarc = (...records: string[]): Zone => ({ '_dmarc.valmeraude.example': { txt: records } });

test.each<[string, Zone, RegExp]>([
  ['none', { '_dmarc.valmeraude.example': {} }, /^warning/],
  ['two lines', dmarc('v=DMARC1; p=none', 'v=DMARC1; p=reject'), /^fault .*deux lignes/],
  ['one that only watches', dmarc('v=DMARC1; p=none'), /^good .*observe/],
  ['one in its trial time', dmarc('v=DMARC1; p=reject; t=y'), /^good .*observe/],
  ['one that refuses', dmarc('v=DMARC1; p=reject'), /^good .*dit quoi faire/],
  [
    'tags that are no more, and tags nobody knows',
    dmarc('v=DMARC1; p=reject; pct=20; rf=afrf; ri=3600; np=reject; psd=n; zz=1'),
    /^good/,
  ],
  ['no policy, but reports', dmarc('v=DMARC1; rua=mailto:a@b.example'), /^good .*observe/],
  ['no policy', dmarc('v=DMARC1; adkim=s'), /^fault .*ne dit pas quoi faire/],
  ['a line that is something else', dmarc('v=DMARC2; p=none'), /^warning/],
  ['a server that fails', { '_dmarc.valmeraude.example': 'SERVFAIL' }, /^retry/],
])('DMARC: %s', async (_what, zone, expected) => {
  expect(await stateOf(zone, 'dmarc')).toMatch(expected);
});

test('DMARC is looked for from the name itself towards the root, and what is for names below is read there (RFC 9989)', async () => {
  const zone: Zone = {
    '_dmarc.lettre.valmeraude.example': {},
    '_dmarc.valmeraude.example': { txt: ['v=DMARC1; p=none; sp=reject'] },
  };
  expect(await stateOf(zone, 'dmarc', { domain: 'lettre.valmeraude.example' })).toMatch(/^good .*dit quoi faire/);
});

test('tags that are no more are named, so that they can be taken away', async () => {
  const [last] = (await found({ ...goodZone, ...dmarc('v=DMARC1; p=reject; pct=20') })).slice(-1);
  expect(last?.advice).toContain('pct');
});

test.each(['gmail.com', 'orange.fr', 'wanadoo.fr', 'laposte.net', 'yahoo.fr', 'outlook.fr', 'hotmail.co.uk'])(
  'a town hall that writes from %s is told why it will not be trusted',
  async (domain) => {
    expect(await found(goodZone, { domain })).toMatchObject([{ topic: 'sender', state: 'fault' }]);
  },
);

test.each(['valmeraude.fr', 'mairie-orange.fr', 'freepost.example', 'me-voici.fr'])(
  '%s is a town hall’s own name',
  async (domain) => {
    expect((await found(goodZone, { domain })).some(({ topic }) => topic === 'sender')).toBe(false);
  },
);

test('a server that says nothing is waited for, not believed', async () => {
  expect(await stateOf({ 'valmeraude.example': 'SILENCE' }, 'spf')).toMatch(/^retry/);
});
