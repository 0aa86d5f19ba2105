import { dkimVerify } from 'mailauth/lib/dkim/verify.js';
import { expect, test } from 'vitest';
import { openDnsStub } from '../../../test/sinks/dns-stub.ts';
import { openSmtpSink } from '../../../test/sinks/smtp-sink.ts';
import { story } from '../../../test/town.ts';
import type { Scope } from '../../platform/scope.ts';
import type { DnsRecord } from '../domains/contract.ts';
import { lookupsWith } from '../domains/lookups.ts';
import { openPost } from '../post.ts';
import { newRelay, relayChange } from './contract.ts';
import {
  addRelay,
  archiveRelay,
  changeRelay,
  checkRelayDomain,
  domainRecords,
  getRelay,
  listRelays,
  preferRelay,
  prepareSignature,
  senderOf,
  sendRelayTrial,
} from './relays.ts';
import { relaysDb } from './tables.ts';

const draft = (changes: object = {}) =>
  newRelay.parse({
    ...{ name: 'Relais de la commune', host: 'smtp-relay.brevo.com', username: 'mairie', password: 'sésame-ouvre-toi' },
    ...{ senderName: 'Mairie de Valmeraude', senderAddress: 'lettre@valmeraude.example', replyTo: 'accueil@valmeraude.example' },
    ...changes,
  });

const changing = (scope: Scope, id: string, { version = 1, ...changes }: { version?: number } & Record<string, unknown>) =>
  changeRelay(scope, id, { version, changes: relayChange.parse(changes) });

test(
  'the first relay is the one letters leave by; its password is told to nobody, and rests sealed',
  story(async ({ scope }) => {
    expect((await listRelays(scope, false)).wayOut).toBe('trial');
    const relay = await addRelay(scope, draft());
    expect(relay).toMatchObject({ hasPassword: true, isPreferred: true, signing: 'none', isWebmail: false, version: 1 });
    expect(JSON.stringify(relay)).not.toContain('sésame');
    const row = await relaysDb(scope).selectFrom('relays').selectAll().executeTakeFirstOrThrow();
    expect(JSON.stringify(row)).not.toContain('sésame');
    expect(scope.seal.open(row.sealedPassword ?? '')).toBe('sésame-ouvre-toi');
    expect((await listRelays(scope, false)).wayOut).toBe('relay');
    expect((await senderOf(scope)).from).toEqual({ name: 'Mairie de Valmeraude', address: 'lettre@valmeraude.example' });
  }),
);

test(
  'a relay is changed in the version read; a password not said again stays',
  story(async ({ scope }) => {
    const { id } = await addRelay(scope, draft());
    expect(await changing(scope, id, { hourlyLimit: 200 })).toMatchObject({ hourlyLimit: 200, hasPassword: true, version: 2 });
    await expect(changing(scope, id, { name: 'Autre' })).rejects.toMatchObject({ code: 'record.changed_meanwhile' });
    expect(await changing(scope, id, { password: '', version: 2 })).toMatchObject({
      hasPassword: false,
      name: 'Relais de la commune',
    });
  }),
);

test(
  'another relay may be preferred, and takes the place of one that is taken away',
  story(async ({ scope }) => {
    const [first, second] = [await addRelay(scope, draft()), await addRelay(scope, draft({ name: 'Secours' }))];
    expect(second.isPreferred).toBe(false);
    await preferRelay(scope, second.id);
    expect((await senderOf(scope)).relay?.id).toBe(second.id);
    await archiveRelay(scope, second.id);
    expect((await senderOf(scope)).relay?.id).toBe(first.id);
    await expect(getRelay(scope, second.id)).rejects.toMatchObject({ code: 'relay.missing' });
    await archiveRelay(scope, first.id);
    expect((await senderOf(scope)).relay).toBeNull();
  }),
);

test(
  'an address of a webmail is told apart, and cannot be signed for',
  story(async ({ scope }) => {
    const relay = await addRelay(scope, draft({ senderAddress: 'mairie.valmeraude@orange.fr' }));
    expect(relay.isWebmail).toBe(true);
    await expect(prepareSignature(scope, relay.id)).rejects.toMatchObject({ code: 'relay.webmail_cannot_sign' });
  }),
);

const zoneOf = (records: readonly DnsRecord[]) => Object.fromEntries(records.map(({ name, value }) => [name, { txt: [value] }]));

test(
  'a letter is signed once its keys are found published, as another program judges, and no more once they are gone',
  story(async ({ scope, transact, transactAt }) => {
    const { id } = await addRelay(scope, draft());
    expect(await prepareSignature(scope, id)).toMatchObject({ signing: 'prepared' });
    const before = (await domainRecords(scope, id)).map(({ value }) => value);
    await prepareSignature(scope, id);
    const records = await domainRecords(scope, id);
    expect(records.map(({ value }) => value)).toEqual(before);

    const check = async (zone: ReturnType<typeof zoneOf>) => {
      const stub = await openDnsStub(zone);
      await checkRelayDomain(transact, id, lookupsWith([stub.server]));
      await stub.close();
      return (await getRelay(scope, id)).signing;
    };
    const zone = { ...zoneOf(records), 'spf.brevo.com': { txt: ['v=spf1 ip4:192.0.2.1 ~all'] } };
    const rsaOnly = Object.fromEntries(Object.entries(zone).filter(([name]) => !name.includes('-ed.')));
    expect(await check({})).toBe('prepared');
    expect(await check(rsaOnly)).toBe('rsa');
    expect(await check(zone)).toBe('both');

    const sink = await openSmtpSink();
    const { version } = await getRelay(scope, id);
    await changing(scope, id, { host: '127.0.0.1', port: sink.port, tls: 'never', username: '', version });
    const post = await openPost({ files: undefined as never, transactAt });
    const told = await sendRelayTrial(transact, id, { email: 'nadia@valmeraude.example', deliver: post.deliver });
    await post.close();
    await sink.close();
    expect(told.state).toBe('delivered');
    const raw = sink.kept[0]?.raw ?? '';
    expect(raw).toMatch(/^Auto-Submitted: auto-generated\r$/m);
    expect(raw).not.toMatch(/^List-/m);
    expect(raw).toMatch(/^Reply-To: .*accueil@valmeraude\.example/m);
    const resolver = async (name: string) => [[records.find((one) => one.name === name)?.value ?? '']];
    const { results } = await dkimVerify(Buffer.from(raw, 'latin1'), { resolver });
    expect(results.map(({ status, signingDomain }) => [status.result, signingDomain])).toEqual([
      ['pass', 'valmeraude.example'],
      ['pass', 'valmeraude.example'],
    ]);
    expect(await check(rsaOnly)).toBe('rsa');
    expect(await check({ ...zone, [records[1]?.name ?? '']: { txt: [] } })).toBe('ed25519');
  }),
);

test(
  'a name server that fails changes nothing of what is signed',
  story(async ({ scope, transact }) => {
    const { id } = await addRelay(scope, draft());
    await prepareSignature(scope, id);
    const records = await domainRecords(scope, id);
    const stub = await openDnsStub({ ...zoneOf(records), 'spf.brevo.com': { txt: ['v=spf1 ~all'] } });
    await checkRelayDomain(transact, id, lookupsWith([stub.server]));
    await stub.close();
    const { findings } = await checkRelayDomain(transact, id, { txt: async () => ({ state: 'silent' }) });
    expect(new Set(findings.map(({ state }) => state))).toEqual(new Set(['retry']));
    expect(await getRelay(scope, id)).toMatchObject({ signing: 'both' });
  }),
);

test(
  'who writes from another domain signs with other keys',
  story(async ({ scope }) => {
    const { id } = await addRelay(scope, draft());
    const { version } = await prepareSignature(scope, id);
    expect(await changing(scope, id, { senderAddress: 'mairie@valmeraude.example', version })).toMatchObject({
      signing: 'prepared',
    });
    expect(await changing(scope, id, { senderAddress: 'mairie@autre.example', version: version + 1 })).toMatchObject({
      signing: 'none',
    });
  }),
);
