import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openWindow, type Product, startProduct } from './stage.ts';

/** Every address the app's router knows, read from the router: a new screen joins by itself. */
const router = readFileSync('src/admin/web/routes.tsx', 'utf8');
const addresses = [
  ...new Set(['/', ...[...router.matchAll(/\b(?:screen|page|setting)\(\s*'(\/[^']*)'/g)].map(([, path = '']) => path)]),
];
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

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

const publicPages = ['/p/valmeraude', '/m/u/inconnu', '/api/docs'];

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

/** Through the debugging protocol: the page's own security policy would refuse a script tag. */
async function audit(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  return page.evaluate(async (runOnly) => {
    const { violations } = await (
      window as unknown as {
        axe: { run(root: Document, options: object): Promise<{ violations: { id: string; nodes: { target: unknown[] }[] }[] }> };
      }
    ).axe.run(document, { runOnly });
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
  }, tags);
}
