import { expect, test } from 'vitest';
import { knock } from '../../../test/knock.ts';
import { postman, publicUrl, writeLetter } from '../../../test/letters.ts';
import { story, type Town } from '../../../test/town.ts';
import { interactionsDb } from '../../interactions/tables.ts';
import { launchCampaign } from '../launch/launch.ts';
import { sendBatch } from '../sending.ts';
import { linkFigures } from './links.ts';
import { isMachine, watchBursts } from './scanners.ts';

const body = [
  '# Été',
  'Le [compte rendu](https://valmeraude.example/cr?a=1&b=2), et [écrire à la mairie](mailto:mairie@valmeraude.example).',
  '[Le programme](https://valmeraude.example/programme)',
  '[L’agenda](https://agenda.example/)',
].join('\n\n');
const person = 'Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0';

async function send(town: Town) {
  const { bag, outside } = postman();
  const campaign = await writeLetter(town, { body });
  await launchCampaign(town.scope, campaign.id, campaign.version);
  await sendBatch(town.transact, { campaignId: campaign.id, lane: 0 }, outside);
  const links = bag.map(({ html }) => [...html.matchAll(/href="([^"]*\/m\/c\/[^"]*)"/g)].map(([, url]) => url ?? ''));
  const { app } = await knock(town);
  const follow = (url: string, headers: Record<string, string> = {}, method: 'GET' | 'HEAD' = 'GET') =>
    app.inject({
      method,
      url: url.replace(publicUrl, ''),
      headers: { 'user-agent': person, ...headers },
      remoteAddress: headers['from'] ?? '203.0.113.9',
    });
  return { bag, links, follow, figures: () => linkFigures(town.scope, campaign.id) };
}

test(
  'every reader has the same addresses, which lead where the letter says; mailboxes are left alone',
  story(async (town) => {
    const { bag, links, follow, figures } = await send(town);
    expect(links[0]?.length).toBe(3);
    expect(links[1]).toEqual(links[0]);
    for (const { html } of bag) expect(html).toContain('href="mailto:mairie@valmeraude.example"');
    const led: unknown[] = [];
    for (const url of links[0] ?? []) led.push((await follow(url, { from: `203.0.113.${led.length}` })).headers.location);
    expect(led).toEqual([
      'https://valmeraude.example/cr?a=1&b=2',
      'https://valmeraude.example/programme',
      'https://agenda.example/',
    ]);
    expect((await figures()).map(({ label }) => label).sort()).toEqual(['Le programme', 'L’agenda', 'compte rendu']);
  }),
);

test(
  'a person who follows a link is counted, and nothing of it is on anyone’s record',
  story(async (town) => {
    const { links, follow, figures } = await send(town);
    const [first = ''] = links[0] ?? [];
    await follow(first, { from: '203.0.113.1' });
    await follow(first, { from: '203.0.113.2' });
    expect((await figures())[0]).toMatchObject({ label: 'compte rendu', count: 2 });
    const told = await interactionsDb(town.scope)
      .selectFrom('interactions')
      .select('kind')
      .where('initiative', '=', 'contact')
      .execute();
    expect(told.filter(({ kind }) => kind !== 'consent_given')).toEqual([]);
  }),
);

test(
  'a machine that opens links is sent on its way, and not counted',
  story(async (town) => {
    const { links, follow, figures } = await send(town);
    const [first = '', second = '', third = ''] = links[0] ?? [];
    const machines: [Record<string, string>, ('GET' | 'HEAD')?][] = [
      [{}, 'HEAD'],
      [{ 'sec-purpose': 'prefetch;prerender' }],
      [{ purpose: 'prefetch' }],
      [{ 'user-agent': 'curl/8.0' }],
      [{ 'user-agent': 'Mozilla/5.0 (compatible; Googlebot/2.1)' }],
      [{ 'user-agent': 'Mozilla/5.0 (Windows NT 10.0) Barracuda Sentinel (EE)' }],
      [{ 'user-agent': '' }],
    ];
    for (const [headers, method] of machines) expect((await follow(first, headers, method)).statusCode).toBe(303);
    // A filter in a browser's clothes opens them all as the letter arrives: what was counted is taken back.
    for (const url of [first, second, third, first]) await follow(url, { from: '198.51.100.4' });
    expect((await figures()).map(({ count }) => count)).toEqual([0, 0, 0]);
  }),
);

test(
  'an altered link, or one from elsewhere, leads to a page and nowhere else',
  story(async (town) => {
    const { links, follow } = await send(town);
    const [first = ''] = links[0] ?? [];
    const token = first.split('/m/c/')[1] ?? '';
    const flipped = [...token].map((letter, at) => token.slice(0, at) + (letter === 'A' ? 'B' : 'A') + token.slice(at + 1));
    const altered = [
      ...flipped,
      token.slice(0, -1),
      'rien',
      '//evil.example',
      '%5C%5Cevil.example',
      'javascript:alert(1)',
      'https:%2F%2Fevil.example',
      `${town.valbruyere}.${token.split('.').slice(1).join('.')}`,
    ].filter((one) => one !== token);
    for (const one of altered) {
      const { statusCode, headers } = await follow(`/m/c/${one}`);
      expect([one, statusCode, headers.location]).toEqual([one, 404, undefined]);
    }
    for (const tail of ['?u=https://evil.example', '?url=//evil.example', '?redirect=javascript:alert(1)', '#//evil.example'])
      expect((await follow(`/m/c/${token}${tail}`)).headers.location).toBe('https://valmeraude.example/cr?a=1&b=2');
  }),
);

test('a burst is three links of a letter within ten seconds, by one source; the slow reader is a person', () => {
  const bursts = watchBursts();
  const click = (rank: number) => ({ rank, since: '' });
  expect([bursts.see('a', click(0), 0), bursts.see('a', click(1), 1000)]).toEqual([undefined, undefined]);
  expect(bursts.see('a', click(2), 2000)?.takeBack).toEqual([click(0), click(1)]);
  expect(bursts.see('a', click(0), 3000)?.takeBack).toEqual([]);
  for (const rank of [0, 1, 2, 3]) expect(bursts.see('b', click(rank), rank * 11_000)).toBeUndefined();
  for (const count of [0, 1, 2, 3]) expect(bursts.see('c', click(0), count * 100)).toBeUndefined();
});

test.each([
  [person, false],
  ['Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 Version/17.5 Mobile/15E148 Safari/604.1', false],
  ['Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/128.0 Safari/537.36 Edg/128.0', false],
  ['python-requests/2.32', true],
  ['Mozilla/5.0 (X11) HeadlessChrome/128.0', true],
  ['Mozilla/4.0 (compatible; ms-office; MSOffice 16)', true],
])('%s is a machine: %s', (userAgent, expected) => expect(isMachine(userAgent)).toBe(expected));
