import { readdirSync, readFileSync } from 'node:fs';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
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
  ids = await page.evaluate(makeOneOfEach);
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
async function makeOneOfEach(): Promise<Record<string, string>> {
  const ask = async (path: string, body?: object) => {
    const reply = await fetch(
      `/api/v1${path}`,
      body ? { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } } : {},
    );
    return (await reply.json()) as { id: string; items: { id: string }[] };
  };
  const upload = await fetch('/api/v1/imports?fileName=liste.csv', {
    method: 'POST',
    body: 'Nom;Prénom;Mél\r\nMartin;Ana;ana@exemple.example\r\n',
    headers: { 'content-type': 'application/octet-stream' },
  });
  return {
    contactId: (await ask('/contacts?limit=1')).items[0]?.id ?? '',
    segmentId: (await ask('/segments', { name: 'Tous', rule: { version: 1, match: 'all', conditions: [], except: [] } })).id,
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
