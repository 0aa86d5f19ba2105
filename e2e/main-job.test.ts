import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openWindow, type Product, startProduct } from './stage.ts';

let product: Product;
beforeAll(async () => {
  product = await startProduct();
});
afterAll(() => product?.stop());

const enter = async (page: Page) => {
  await page.goto(product.url);
  await page.getByRole('button', { name: /Entrer comme Nadia Ferrand/ }).click();
  await page.getByRole('heading', { name: 'Bonjour Nadia' }).waitFor();
};

const choose = async (page: Page, label: RegExp, option: RegExp) => {
  await page.getByRole('button', { name: label }).click();
  await page.getByRole('option', { name: option }).click();
};

/** Begins a letter to a segment, up to the words. */
async function write(page: Page, { name, segment }: { name: string; segment: RegExp }): Promise<void> {
  await page.goto(`${product.url}/envois/nouveau`);
  await page.getByLabel('Nom de l’envoi').fill(name);
  await choose(page, /À qui écrivez-vous/, segment);
  await page.getByRole('button', { name: 'Commencer la lettre' }).click();
  await choose(page, /Pourquoi écrivez-vous/, /Vie de la commune/);
  await page.getByRole('textbox', { name: 'Objet' }).fill(`Objet de ${name}`);
  await page.getByRole('textbox', { name: 'Titre' }).fill('Place du Marché');
  const text = page.getByRole('textbox', { name: 'Texte', exact: true });
  await text.press('Control+End');
  await text.pressSequentially('la place rouvre lundi.');
  await page.getByText(/Brouillon enregistré/).waitFor();
}

async function launch(page: Page): Promise<number> {
  await page.getByRole('button', { name: 'Envoyer maintenant' }).click();
  const confirm = page.getByRole('alertdialog').getByRole('button', { name: /^Envoyer à/ });
  const count = Number(/\d+/.exec(((await confirm.textContent()) ?? '').replaceAll('\u00a0', ''))?.[0]);
  await confirm.click();
  await page.getByRole('heading', { name: /^Bilan de/ }).waitFor();
  return count;
}

/** The trial mailbox, once it has received that many more messages under this subject; the newest address comes first. */
async function received(page: Page, subject: string, count: number): Promise<string[]> {
  await page.goto(`${product.url}/boite-d-essai`);
  const addresses = () =>
    page.evaluate(async (wanted) => {
      type Listed = { items: { id: string; subject: string }[]; nextCursor: string | null };
      const found: { id: string; subject: string }[] = [];
      for (let cursor: string | null = ''; cursor !== null; ) {
        const reply = await fetch(`/api/v1/trial-messages?limit=200${cursor && `&cursor=${cursor}`}`);
        const { items, nextCursor } = (await reply.json()) as Listed;
        found.push(...items.filter((one) => one.subject === wanted));
        cursor = nextCursor;
      }
      return found;
    }, subject);
  await expect.poll(async () => (await addresses()).length, { timeout: 120_000, interval: 1000 }).toBe(count);
  return (await addresses()).map(({ id }) => id);
}

/** The school's own spreadsheet, untouched: what becomes of it is worked out by hand in src/imports. */
async function bringIn(page: Page): Promise<void> {
  await page.goto(`${product.url}/contacts/importer`);
  await page.locator('input[type=file]').setInputFiles('test/samples/cantine-2025.csv');
  await page.getByRole('radio', { name: /École/ }).check({ force: true });
  await page.getByRole('textbox').last().fill('Inscriptions à la cantine 2025');
  await page.getByRole('button', { name: /Continuer/ }).click();
  await page.getByText(/Après l’import/).waitFor();
  await page.getByRole('link', { name: /Continuer/ }).click();
  await page.getByRole('link', { name: /Continuer/ }).click();
  await page.getByRole('button', { name: /^Importer \d+ nouvelles fiches/ }).click();
  await page.getByRole('button', { name: 'Annuler cet import' }).waitFor();
}

test('a spreadsheet brought in, a segment chosen, a letter sent with each one’s name, one of them says stop: the next letter leaves them out', async () => {
  const { page, context, faults } = await openWindow(product.browser);
  await enter(page);
  await bringIn(page);
  const { count } = (await page.evaluate(async () => (await fetch('/api/v1/contacts/count')).json())) as { count: number };
  // 2,851 in the demo, 866 in the file, of whom Léa Martin was known.
  expect(count).toBe(3716);

  await page.goto(`${product.url}/segments/nouveau`);
  await page.getByLabel('Nom du segment').fill('Joignables par e-mail');
  await page.getByRole('button', { name: /Condition$/ }).click();
  await page.getByRole('menuitem', { name: 'Adresse e-mail' }).click();
  await page.getByRole('button', { name: 'Enregistrer' }).click();
  await page.waitForURL(/\/segments\/[0-9a-f-]{36}/);

  await write(page, { name: 'La lettre de novembre', segment: /Joignables par e-mail/ });
  const first = await launch(page);
  expect(first).toBeGreaterThan(50);
  const [messageId = ''] = await received(page, 'Objet de La lettre de novembre', first);

  const message = await page.evaluate(async (id) => (await fetch(`/api/v1/trial-messages/${id}`)).json(), messageId);
  const { headers, text, recipient } = message as { headers: { name: string; value: string }[]; text: string; recipient: string };
  const header = (name: string) => headers.find((one) => one.name.toLowerCase() === name)?.value ?? '';
  expect(text).toMatch(/^(Madame|Monsieur).*,\n\nla place rouvre lundi\./m);
  expect(header('list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click');
  const link = /<(http[^>]+)>/.exec(header('list-unsubscribe'))?.[1] ?? '';

  // As a mailbox does it: no cookie, no page, one POST (RFC 8058).
  expect((await fetch(link)).status).toBe(200);
  const stopped = await fetch(link, { method: 'POST', body: new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }) });
  expect(stopped.status).toBe(200);

  await write(page, { name: 'La lettre de décembre', segment: /Joignables par e-mail/ });
  const second = await launch(page);
  expect(second).toBe(first - 1);
  await received(page, 'Objet de La lettre de décembre', second);

  await page.goto(`${product.url}/contacts`);
  await page.getByRole('searchbox').fill(recipient);
  await expect.poll(() => page.getByRole('row').count(), { timeout: 120_000 }).toBe(2);
  await page.getByRole('row').nth(1).getByRole('link').first().click();
  await page.getByRole('heading', { name: 'Historique' }).waitFor();
  await page
    .getByText(/désinscri/i)
    .first()
    .waitFor();
  await page
    .getByText(/La lettre de novembre/)
    .first()
    .waitFor();
  expect(await page.getByText(/La lettre de décembre/).count()).toBe(0);

  expect(faults).toEqual([]);
  await context.close();
});
