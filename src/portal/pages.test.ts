import { statSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { belongingsOnStage, knock } from '../../test/knock.ts';
import { story, type Town } from '../../test/town.ts';
import { pagesOf } from '../app/modules.ts';
import { seedPurposes } from '../consents/consents.ts';
import { secondsAfter } from '../platform/time.ts';
import { siteFiles } from '../site/files.ts';
import { contrastOnWhite } from '../townhalls/contract.ts';
import { publicationApi } from '../townhalls/publication/contract.ts';
import { changePublication, getPublication } from '../townhalls/publication/publication.ts';
import { townHallsDb } from '../townhalls/tables.ts';
import { coloursFrom } from './colours.ts';

/** Every public page a visitor can open, read from the product: a new one joins by itself. */
const addresses = pagesOf(belongingsOnStage)
  .map(({ route }) => route.split(' '))
  .filter(([method, path = '']) => method === 'GET' && path.startsWith('/p/') && !path.endsWith('.css'))
  .map(([, path = '']) => path.replace(':townHall', 'valmeraude').replace(/:\w+/g, 'inconnu'));

const settled = { addressLine: '1 place du Marché', phone: '+33261910000', dpoName: 'CDG', dpoEmail: 'dpo@cdg.example' };

async function visit(town: Town) {
  await seedPurposes(town.scope);
  await townHallsDb(town.scope).updateTable('townHallSettings').set(settled).execute();
  return (await knock(town)).app;
}

describe('every public page', () => {
  test.each(addresses)(
    '%s works without a script, says how accessible it is and leads to what the law asks, one click away',
    (address) =>
      story(async (town) => {
        const { statusCode, body, headers } = await (await visit(town)).inject({ url: address });
        expect(statusCode).toBe(address.includes('inconnu') && !address.includes('/code/') ? 404 : 200);
        expect(body).not.toMatch(/<script|\son\w+=|\sstyle=|javascript:/);
        expect(body).toMatch(/<html lang="fr"/);
        expect(body.match(/<h1/g)?.length).toBe(1);
        expect(body).toMatch(/<title>[^<]+ · Mairie de Valmeraude<\/title>/);
        for (const duty of ['accessibilite', 'vie-privee', 'mentions-legales', 'plan'])
          expect(body).toContain(`href="/p/valmeraude/${duty}"`);
        expect(body).toContain('Accessibilité\u00a0: non conforme');
        expect(headers['set-cookie']).toBeUndefined();
        expect(headers['content-security-policy']).toMatch(/default-src 'none'.*form-action 'self'/);
        expect(headers['cache-control']).toBe('no-store');
      })(),
  );

  test.each(addresses)('%s weighs no more than 150 kB, fonts and drawing included, before any compression', (address) =>
    story(async (town) => {
      const { body } = await (await visit(town)).inject({ url: address });
      const files = siteFiles
        .filter(({ url }) => !url.endsWith('.svg') || body.includes(url))
        .map(({ path }) => statSync(path).size);
      expect(files.reduce((sum, size) => sum + size, Buffer.byteLength(body))).toBeLessThan(150_000);
    })(),
  );
});

test(
  'the public home says when the mairie is open and how to reach it, escaped, then lets anyone subscribe',
  story(async (town) => {
    const app = await visit(town);
    await townHallsDb(town.scope).updateTable('townHallSettings').set({ openingHours: 'Lundi <9 h – 12 h>' }).execute();
    const { body } = await app.inject({ url: '/p/valmeraude' });
    expect(body).toContain('Lundi &lt;9 h – 12 h&gt;');
    expect(body).toContain('href="tel:+33261910000"');
    expect(body).toContain('href="sms:114"');
    expect(body.indexOf('Horaires')).toBeLessThan(body.indexOf('Recevoir les nouvelles'));
    expect(body).toContain('action="/p/valmeraude/abonnement"');
    expect(body).not.toMatch(/checked|Mobile/);
  }),
);

test(
  'no town hall under that name: a page that says so',
  story(async (town) => {
    const { app } = await knock(town);
    for (const address of addresses) {
      const { statusCode, body } = await app.inject({ url: address.replace('valmeraude', 'nulle-part') });
      expect([address, statusCode, body.includes('ne mène nulle part')]).toEqual([address, 404, true]);
    }
  }),
);

test(
  'an audit makes the statement, for three years',
  story(async (town) => {
    const { scope } = town;
    const app = await visit(town);
    const audit = { auditedOn: '2026-06-01', auditedBy: 'Cabinet Clair', conformityRate: 72, notCompliant: 'Le plan de ville' };
    const settings = {
      director: 'Le maire',
      host: 'La mairie',
      accessibilityEmail: null,
      exempted: '',
      schemeUrl: null,
      ...audit,
    };
    await changePublication(scope, settings, 0);
    const { body } = await app.inject({ url: '/p/valmeraude/accessibilite' });
    for (const words of [
      'partiellement conforme',
      '72\u00a0%',
      'Cabinet Clair',
      '1er juin 2026',
      'Le plan de ville',
      'Défenseur des droits',
    ])
      expect(body).toContain(words);
    expect((await app.inject({ url: '/p/valmeraude/mentions-legales' })).body).toContain('Le maire');
    const later = { ...scope, now: secondsAfter('2026-06-01T08:00:00.000Z', 3 * 366 * 86_400) };
    expect(await getPublication(later)).toMatchObject({ isExpired: true, conformity: 'none' });
    await expect(changePublication(scope, settings, 0)).rejects.toMatchObject({ kind: 'stale' });
  }),
);

test.each([
  [0, 'none'],
  [49, 'none'],
  [50, 'partial'],
  [99, 'partial'],
  [100, 'full'],
])('%d %% of the criteria is said %s', (conformityRate, conformity) =>
  story(async (town) => {
    const administrator = await (await knock(town)).as('administrator');
    const body = { auditedOn: '2026-06-01', conformityRate };
    const { reply } = await administrator.ask(publicationApi.change, { body }, { version: 0 });
    expect(reply).toMatchObject({ conformity, version: 1 });
    const halfAnAudit = await administrator.ask(publicationApi.change, { body: { conformityRate } }, { version: 1 });
    expect(halfAnAudit.status).toBe(422);
  })(),
);

test('whatever the colour of the commune, what is written on it can be read', () => {
  for (const colour of ['#0b6147', '#1a4fa3', '#7a1f3d', '#3d3d3d', '#5a4a00']) {
    const shade = (name: string) => new RegExp(`--${name}: (#[0-9a-f]{6})`).exec(coloursFrom(colour))?.[1] ?? '';
    const contrast = (dark: string, light: string) => contrastOnWhite(dark) / contrastOnWhite(light);
    expect(contrast(shade('commune-dark'), shade('commune-dark-text'))).toBeGreaterThan(4.5);
    expect(contrast(shade('commune-soft-text'), shade('commune-soft'))).toBeGreaterThan(4.5);
    expect(contrast(shade('commune'), shade('commune-ground'))).toBeGreaterThan(4.5);
  }
});
