import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { audit } from './audit.ts';
import { enterAs } from './gestures.ts';
import { openWindow, type Product, startProduct } from './stage.ts';

let product: Product;
beforeAll(async () => {
  product = await startProduct();
});
afterAll(() => product?.stop());

/** The text of the newest message of the trial mailbox to an address, as soon as it is there. */
async function newestTextTo(agent: Page, recipient: string): Promise<string> {
  const read = () =>
    agent.evaluate(async (to) => {
      const ask = async (path: string) => (await fetch(`/api/v1${path}`)).json();
      const { items } = (await ask('/trial-messages')) as { items: { id: string; recipient: string }[] };
      const mine = items.find((one) => one.recipient === to);
      return mine ? ((await ask(`/trial-messages/${mine.id}`)) as { text: string }).text : '';
    }, recipient);
  let text = '';
  await expect.poll(async () => (text = await read()), { timeout: 20_000 }).not.toBe('');
  return text;
}

const linkIn = (text: string) => /https?:\/\/\S+(\/p\/\S+)/.exec(text)?.[1] ?? '';

const sidewaysBy = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

/** An inhabitant on an old phone, scripts off: subscribes, confirms, sees what is known, changes their mind. */
test.each([
  { width: 320, javaScriptEnabled: false },
  { width: 390, javaScriptEnabled: true },
])('subscribes, confirms and chooses alone, $width px wide', async ({ width, javaScriptEnabled }) => {
  const { page: agent, context: office } = await openWindow(product.browser);
  await enterAs(agent, product.url, 'Nadia Ferrand');

  const { page, context, faults } = await openWindow(product.browser, { viewport: { width, height: 800 }, javaScriptEnabled });
  const look = async () => {
    await page.locator('h1').waitFor();
    if (javaScriptEnabled) expect(await audit(page)).toEqual([]);
    expect(await sidewaysBy(page)).toBe(0);
  };
  const email = `ines${width}@exemple.example`;
  await page.goto(`${product.url}/p/valmeraude`);
  await look();
  expect(await page.getByRole('checkbox', { checked: true }).count()).toBe(0);
  await page.getByRole('button', { name: 'M’abonner' }).click();
  await page.getByRole('alert').waitFor();
  await look();
  await page.getByRole('checkbox', { name: /Culture, sport, sorties/ }).check();
  await page.getByRole('textbox', { name: /Votre adresse e-mail/ }).fill(email);
  await page.getByRole('button', { name: 'M’abonner' }).click();
  await page.getByRole('heading', { name: 'Ouvrez votre messagerie' }).waitFor();
  await look();

  await page.goto(product.url + linkIn(await newestTextTo(agent, email)));
  await look();
  await page.getByRole('button', { name: 'Confirmer mon abonnement' }).click();
  await page.getByRole('heading', { name: 'C’est fait' }).waitFor();
  await look();

  await page.getByRole('link', { name: 'Mes abonnements' }).first().waitFor();
  await page.goto(`${product.url}/p/valmeraude/mes-abonnements`);
  await look();
  await page.getByRole('textbox', { name: /Votre adresse e-mail/ }).fill('lou.tanguy@exemple.example');
  await page.getByRole('button', { name: 'Recevoir un code' }).click();
  await page.getByRole('heading', { name: 'Votre code' }).waitFor();
  await look();
  expect(faults).toEqual([]);
  await context.close();
  await office.close();
});

test('someone the mairie knows opens what it knows with a code, and stops everything in one press', async () => {
  const { page: agent, context: office } = await openWindow(product.browser);
  await enterAs(agent, product.url, 'Nadia Ferrand');
  const email = 'odile@exemple.example';
  await agent.evaluate(async (address) => {
    const body = JSON.stringify({ lastName: 'Castelvert', firstName: 'Odile', email: address, addressLine: '12 rue du Gué' });
    await fetch('/api/v1/contacts', { method: 'POST', body, headers: { 'content-type': 'application/json' } });
  }, email);

  const { page, context, faults } = await openWindow(product.browser, { viewport: { width: 390, height: 844 } });
  await page.goto(`${product.url}/p/valmeraude/mes-abonnements`);
  await page.getByRole('textbox', { name: /Votre adresse e-mail/ }).fill(email);
  await page.getByRole('button', { name: 'Recevoir un code' }).click();
  const code = /\b\d{6}\b/.exec(await newestTextTo(agent, email))?.[0] ?? '';
  await page.getByRole('textbox', { name: /Code à six chiffres/ }).fill(code);
  await page.getByRole('button', { name: 'Voir mes abonnements' }).click();
  await page.getByText('12 rue du Gué').waitFor();
  expect(await audit(page)).toEqual([]);
  await page
    .getByRole('group', { name: /Vie de la commune/ })
    .getByRole('checkbox', { name: 'E-mail' })
    .check();
  await page.getByRole('button', { name: 'Enregistrer mes choix' }).click();
  await page.getByRole('status').getByText('Vos choix sont enregistrés').waitFor();
  await page.getByRole('button', { name: /Tout arrêter/ }).click();
  await page.getByRole('status').getByText('plus que les alertes').waitFor();
  expect(
    await page
      .getByRole('group', { name: /Vie de la commune/ })
      .getByRole('checkbox', { name: 'E-mail' })
      .isChecked(),
  ).toBe(false);
  expect(
    await page
      .getByRole('group', { name: /Alertes/ })
      .getByRole('checkbox', { name: 'E-mail' })
      .isChecked(),
  ).toBe(true);
  await page.getByText('Demander une correction').click();
  expect(await audit(page)).toEqual([]);
  expect(await sidewaysBy(page)).toBe(0);
  expect(faults).toEqual([]);
  await context.close();
  await office.close();
});
