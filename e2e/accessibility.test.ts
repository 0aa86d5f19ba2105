import { readdirSync, readFileSync } from 'node:fs';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dayOf, now, secondsAfter } from '../src/platform/time.ts';
import { audit } from './audit.ts';
import { openWindow, type Product, startProduct } from './stage.ts';

/** Every address the app's router knows, read from the router: a new screen joins by itself. */
const router = readFileSync('src/admin/web/routes.tsx', 'utf8');
const addresses = [
  ...new Set(['/', ...[...router.matchAll(/\b(?:screen|page|setting)\(\s*'(\/[^']*)'/g)].map(([, path = '']) => path)]),
];

let product: Product;
let ids: Record<string, string> = {};
let insider: Awaited<ReturnType<BrowserContext['storageState']>>;

beforeAll(async () => {
  product = await startProduct();
  const { page, context } = await openWindow(product.browser);
  await enter(page);
  ids = await page.evaluate(makeOneOfEach, dayOf(secondsAfter(now(), 86_400)));
  insider = await context.storageState();
  await context.close();
});
afterAll(() => product?.stop());

async function enter(page: Page): Promise<void> {
  await page.goto(product.url);
  await page.getByRole('button', { name: /Entrer comme Nadia Ferrand/ }).click();
  await page.getByRole('heading', { name: 'Bonjour Nadia' }).waitFor();
}

/** In the browser: what the addresses with an id are about. */
async function makeOneOfEach(tomorrow: string): Promise<Record<string, string>> {
  const ask = async (path: string, body?: object) => {
    const reply = await fetch(
      `/api/v1${path}`,
      body ? { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } } : {},
    );
    return (await reply.json()) as { id: string; items: { id: string }[] };
  };
  const everyone = { version: 1, match: 'all', conditions: [], except: [] };
  const segment = await ask('/segments', { name: 'Tous', rule: everyone });
  const [purpose] = (await ask('/purposes')) as unknown as { id: string }[];
  const letter = { subject: 'La fête du Gué', body: '# La fête du Gué\n\nElle a lieu dimanche.', category: 'other' };
  const planned = await ask('/campaigns', { name: 'La fête du Gué', segmentId: segment.id, purposeId: purpose?.id, ...letter });
  const planning = await fetch(`/api/v1/campaigns/${planned.id}/schedule`, {
    method: 'PUT',
    body: JSON.stringify({ day: tomorrow, time: '09:00' }),
    headers: { 'content-type': 'application/json', 'if-match': '"1"' },
  });
  if (!planning.ok) throw new Error(await planning.text());
  const upload = await fetch('/api/v1/imports?fileName=liste.csv', {
    method: 'POST',
    body: 'Nom;Prénom;Mél\r\nMartin;Ana;ana@exemple.example\r\n',
    headers: { 'content-type': 'application/octet-stream' },
  });
  return {
    contactId: (await ask('/contacts?limit=1')).items[0]?.id ?? '',
    segmentId: segment.id,
    slipId: (await ask('/slips', {})).id,
    plannedId: planned.id,
    campaignId: (await ask('/campaigns', { name: 'La lettre de novembre' })).id,
    importId: ((await upload.json()) as { id: string }).id,
  };
}

const filled = (address: string) =>
  address.replace(/\$(\w+)/g, (_, name: string) => {
    const id = ids[name];
    if (!id) throw new Error(`Nothing to show at ${address}: make a ${name} in makeOneOfEach.`);
    return id;
  });

/** Every public page a visitor can open, read from the modules: a new one joins by itself. An unknown id leads to the page that says so. */
const publicPages = [
  ...new Set(
    readdirSync('src', { recursive: true, encoding: 'utf8' })
      .filter((file) => /(^|\/)pages\.tsx$/.test(file))
      .flatMap((file) =>
        [...readFileSync(`src/${file}`, 'utf8').matchAll(/\bpage\(\s*'GET (\/[^']+)'/g)].map(([, path = '']) => path),
      )
      .filter((path) => !path.endsWith('.css'))
      .map((path) => path.replace(':townHall', 'valmeraude').replace(/:\w+/g, 'inconnu')),
  ),
  '/api/docs',
];

describe.each(['light', 'dark'] as const)('in the %s theme axe finds nothing', (colorScheme) => {
  test.each([...addresses, ...publicPages])('at %s', async (address) => {
    // The door and the first steps are seen by someone who has not come in.
    const isOutside = /^\/(connexion|commencer|premier-mot-de-passe|p\/|m\/|api\/)/.test(address);
    const { page, context, faults } = await openWindow(product.browser, {
      colorScheme,
      ...(isOutside ? {} : { storageState: insider }),
    });
    await page.goto(product.url + filled(address));
    await page.locator('h1').first().waitFor();
    await page.waitForLoadState('networkidle').catch(() => undefined);
    const found = await audit(page);
    expect(found).toEqual([]);
    expect(faults).toEqual([]);
    await context.close();
  });
});

/** What no address leads to by itself: a state of a screen, or what is opened from it. */
const states: Record<string, (page: Page) => Promise<unknown>> = {
  'a letter that has its hour': async (page) => {
    await page.goto(product.url + filled('/envois/$plannedId'));
    await page.getByText('La lettre partira le').waitFor();
  },
  'the dialog that changes its hour': async (page) => {
    await page.goto(product.url + filled('/envois/$plannedId'));
    await page.getByRole('button', { name: 'Changer l’heure' }).click();
    await page.getByRole('dialog').waitFor();
  },
  'the next letters, at home': async (page) => {
    await page.goto(product.url);
    await page.getByRole('region', { name: 'Prochains envois' }).getByRole('link', { name: 'La fête du Gué' }).waitFor();
  },
  'the dialog that adds to a list': async (page) => {
    await page.goto(`${product.url}/contacts`);
    const row = page.getByRole('row').nth(1).getByRole('checkbox');
    await row.waitFor();
    await row.press('Space');
    await page.getByRole('button', { name: 'Ajouter à une liste' }).click();
    await page.getByRole('dialog').waitFor();
  },
};

describe.each(['light', 'dark'] as const)('in the %s theme axe finds nothing in', (colorScheme) => {
  test.each(Object.entries(states))('%s', async (_what, reach) => {
    const { page, context, faults } = await openWindow(product.browser, { colorScheme, storageState: insider });
    await reach(page);
    await page.waitForLoadState('networkidle').catch(() => undefined);
    expect(await audit(page)).toEqual([]);
    expect(faults).toEqual([]);
    await context.close();
  });
});

/** Printed, or read on a screen: a document of its own, shown inert. */
test.each(['/slips/$slipId/page', '/sign-up-poster', '/contacts/$contactId/sign-up-confirmation'])(
  'axe finds nothing on the paper at %s',
  async (address) => {
    const { page, context } = await openWindow(product.browser, { storageState: insider });
    await page.goto(product.url);
    const html = await page.evaluate(async (asked) => (await fetch(`/api/v1${asked}`)).text(), filled(address));
    await page.goto('about:blank');
    await page.setContent(html);
    await page.locator('h1').first().waitFor();
    expect(await audit(page)).toEqual([]);
    await context.close();
  },
);

/** Trust A-06: read at 320 px, or at 200 % on a small screen, without scrolling two ways. */
test.each(publicPages.filter((address) => address !== '/api/docs'))(
  '%s holds in a width of 320 px, and in large letters',
  async (address) => {
    for (const [width, size] of [
      [320, 100],
      [640, 200],
    ] as const) {
      const { page, context } = await openWindow(product.browser, { viewport: { width, height: 800 } });
      await page.goto(product.url + address);
      await page.evaluate((percent) => {
        document.documentElement.style.fontSize = `${percent}%`;
      }, size);
      const beyond = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      expect([address, width, beyond]).toEqual([address, width, 0]);
      await context.close();
    }
  },
);
