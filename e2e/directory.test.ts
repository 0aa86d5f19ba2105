import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { enterAs } from './gestures.ts';
import { openWindow, type Product, startProduct } from './stage.ts';

let product: Product;
beforeAll(async () => {
  product = await startProduct();
});
afterAll(() => product?.stop());

const shows = (page: Page, count: number) =>
  expect.poll(async () => ((await page.locator('p:has(b)').first().textContent()) ?? '').replace(/\D/g, '')).toBe(String(count));
const tab = (page: Page, name: RegExp) => page.getByRole('tab', { name });

async function filterBy(page: Page, field: string): Promise<void> {
  await page.getByRole('button', { name: 'Filtre', exact: true }).click();
  await page.getByRole('searchbox', { name: 'Filtrer par' }).fill(field);
  await page.getByRole('menuitem', { name: field, exact: true }).click();
}

async function keepParents(page: Page): Promise<void> {
  await filterBy(page, 'Étiquette');
  await page.getByRole('button', { name: /Étiquette.*Choisir/ }).click();
  await page.getByText('Parent d’élève', { exact: true }).last().click();
  // The list of values, then the filter: what stands over the screen closes when it is ready to.
  const isReachable = () =>
    page
      .getByRole('searchbox')
      .first()
      .evaluate((box) => box.closest('[inert]') === null);
  while (!(await isReachable())) {
    await page.keyboard.press('Escape');
    await page.waitForTimeout(200);
  }
}

test('a view keeps what narrows the list, private until it is shared, and trying a filter over it changes nothing', async () => {
  const { page, context, faults } = await openWindow(product.browser);
  await enterAs(page, product.url, 'Nadia Ferrand');
  await page.goto(`${product.url}/contacts`);
  await shows(page, 2851);
  await keepParents(page);
  await shows(page, 436);
  await page.getByRole('button', { name: 'Enregistrer une vue' }).click();
  await page.getByLabel('Nom de la vue').fill('Parents');
  await page.getByRole('button', { name: 'Enregistrer la vue' }).click();
  await tab(page, /Vue privée.*Parents 436/).waitFor();

  await filterBy(page, 'Adresse e-mail');
  await page.keyboard.press('Escape');
  await page.getByText('1 filtre ajouté').waitFor();
  const tried = page.url();
  await page.reload();
  await page.getByText('1 filtre ajouté').waitFor();
  await page.getByRole('button', { name: 'Revenir à la vue' }).click();
  await shows(page, 436);

  await page.getByRole('button', { name: 'Mes colonnes' }).click();
  await page.getByRole('row', { name: 'Commune', exact: true }).click();
  await page.keyboard.press('Alt+ArrowUp');
  await page.keyboard.press('Escape');
  await page.getByRole('columnheader', { name: 'Commune' }).waitFor();
  await page
    .getByRole('button', { name: 'Gérer la vue « Parents »'.replaceAll('« ', '«\u00a0').replaceAll(' »', '\u00a0»') })
    .click();
  await page.getByRole('menuitem', { name: 'Partager avec l’équipe' }).click();
  await page.getByText('partagée avec l’équipe').waitFor();

  const colleague = await openWindow(product.browser);
  await enterAs(colleague.page, product.url, 'Claire Montrevel');
  await colleague.page.goto(tried.replace(/&colonnes=[^&]*/, ''));
  await tab(colleague.page, /^Parents/).waitFor();
  await colleague.page.getByText('1 filtre ajouté').waitFor();
  // The columns Nadia likes are hers.
  expect(await colleague.page.getByRole('columnheader', { name: 'Commune' }).count()).toBe(0);
  expect(await colleague.page.getByRole('button', { name: 'Mettre à jour la vue' }).count()).toBe(0);

  expect([...faults, ...colleague.faults]).toEqual([]);
  await colleague.context.close();
  await context.close();
});

test('without a mouse: a few lines ticked, then all of the list, tagged at once, and back', async () => {
  const { page, context, faults } = await openWindow(product.browser);
  await enterAs(page, product.url, 'Nadia Ferrand');
  await page.goto(`${product.url}/contacts?vue=tous`);
  await shows(page, 2851);
  await page.getByRole('region', { name: 'Contacts' }).focus();
  for (const key of ['ArrowDown', 'x', 'ArrowDown', 'ArrowDown', 'Shift+ArrowDown']) await page.keyboard.press(key);
  const bar = page.getByRole('toolbar', { name: 'Actions sur la sélection' });
  await bar.getByText('4\u00a0contacts', { exact: true }).waitFor();
  await page.keyboard.press('Escape');
  expect(await bar.count()).toBe(0);
  await page.keyboard.press('x');
  await bar.getByRole('button', { name: /Choisir les 2\s851/ }).press('Enter');
  await bar.getByText(/^2\s851\scontacts/).waitFor();

  await bar.getByRole('button', { name: 'Étiqueter', exact: true }).press('Enter');
  await page.keyboard.type('Riverain');
  const option = page.getByRole('option', { name: /Riverain/ });
  await option.waitFor();
  for (const key of ['ArrowDown', 'Enter']) await page.keyboard.press(key);
  await option.waitFor({ state: 'hidden' });
  await page.keyboard.press('Enter');
  await page.getByText('C’est en cours').waitFor();
  const carriers = () =>
    page.evaluate(async () => (await (await fetch('/api/v1/tags')).json()) as { name: string; contactCount: number }[]);
  const riverains = async () => (await carriers()).find(({ name }) => name === 'Riverain')?.contactCount;
  await expect.poll(riverains, { timeout: 60_000 }).toBe(2851);
  await page.goto(`${product.url}/contacts/journal`);
  await page.getByRole('button', { name: /^Annuler/ }).press('Enter');
  await expect.poll(riverains, { timeout: 60_000 }).toBe(0);
  await page.getByText(/2\s851\scontacts changés · annulée/).waitFor();
  expect(faults).toEqual([]);
  await context.close();
});

test('Ctrl K finds a person in spite of a slip, the help says every key, and N notes an exchange from anywhere', async () => {
  const { page, context, faults } = await openWindow(product.browser);
  await enterAs(page, product.url, 'Nadia Ferrand');
  await page.keyboard.press('Control+k');
  await page.getByRole('searchbox', { name: /Une personne/ }).waitFor();
  await page.keyboard.type('lea marten');
  await page.getByRole('menuitem', { name: /^Léa Martin/ }).waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Léa Martin' }).waitFor();

  await page.goto(product.url);
  await page.getByRole('heading', { name: /^Bonjour/ }).waitFor();
  await page.keyboard.press('Control+k');
  await page.getByRole('group', { name: 'Vus récemment' }).getByRole('menuitem', { name: 'Léa Martin' }).waitFor();
  await page.keyboard.press('Escape');
  await page.keyboard.press('?');
  await page.getByRole('dialog', { name: 'Raccourcis clavier' }).getByText('noter un échange').waitFor();
  await page.keyboard.press('Escape');
  await page.keyboard.press('n');
  await page.getByRole('searchbox', { name: /Une personne/ }).waitFor();
  await page.keyboard.type('léa martin');
  await page.getByRole('menuitem', { name: /^Léa Martin/ }).click();
  await page.getByRole('form', { name: 'Noter un échange' }).waitFor();
  await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe('TEXTAREA');
  await page.keyboard.type('c’est n, ?');
  expect(await page.getByRole('dialog').count()).toBe(0);
  expect(faults).toEqual([]);
  await context.close();
});

test('when the session ends, what was being typed is still there after signing in again', async () => {
  const { page, context, faults } = await openWindow(product.browser);
  await enterAs(page, product.url, 'Nadia Ferrand');
  await page.goto(`${product.url}/contacts?vue=tous`);
  await page.getByRole('button', { name: 'Nouveau contact' }).click();
  await page.getByLabel('Nom', { exact: true }).fill('Valcourtin');
  await context.clearCookies();
  await page.getByRole('button', { name: 'Ajouter le contact' }).click();
  const ended = page.getByRole('alertdialog', { name: 'Votre session est terminée' });
  await ended.waitFor();
  const [door] = await Promise.all([context.waitForEvent('page'), ended.getByRole('link', { name: 'Se reconnecter' }).click()]);
  await door.getByRole('button', { name: /Entrer comme Nadia Ferrand/ }).click();
  await door.getByRole('heading', { name: /^Bonjour/ }).waitFor();
  await ended.waitFor({ state: 'hidden' });
  expect(await page.getByLabel('Nom', { exact: true }).inputValue()).toBe('Valcourtin');
  await page.getByRole('button', { name: 'Ajouter le contact' }).click();
  await page.getByRole('heading', { name: 'Valcourtin' }).waitFor();
  expect(faults).toEqual([]);
  await context.close();
});
