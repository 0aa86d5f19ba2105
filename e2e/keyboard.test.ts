import { afterAll, beforeAll, expect, test } from 'vitest';
import { handsOn } from './hands.ts';
import { openWindow, type Product, startProduct } from './stage.ts';

let product: Product;
beforeAll(async () => {
  product = await startProduct();
});
afterAll(() => product?.stop());

test('the main job is done without a mouse: come in, bring a file in, choose, write, send, read what came of it', async () => {
  const { page, context, faults } = await openWindow(product.browser);
  const hands = await handsOn(page);
  const heading = (name: RegExp) => page.getByRole('heading', { name, level: 1 }).waitFor();

  await page.goto(product.url);
  await hands.use('button', /Entrer comme Nadia Ferrand/);
  await heading(/Bonjour Nadia/);

  // « G » then a letter goes to a place; whoever was too quick for the page presses again.
  const goTo = async (letter: string, name: RegExp) => {
    const arrived = () => page.getByRole('heading', { name, level: 1 }).waitFor({ timeout: 2000 });
    await expect
      .poll(
        () =>
          hands
            .press('g', letter)
            .then(arrived)
            .then(
              () => true,
              () => false,
            ),
        { timeout: 120_000 },
      )
      .toBe(true);
  };
  await goTo('c', /^Contacts$/);
  await hands.use('link', /^Importer$/);
  await heading(/Importer un fichier/);
  const choosing = page.waitForEvent('filechooser');
  await hands.use('button', /Choisir un fichier/);
  await (await choosing).setFiles('test/samples/cantine-2025.csv');
  await page.getByRole('radio', { name: /École/ }).waitFor();
  await hands.reach('radio', /./);
  for (let tries = 0; tries < 8 && !(await page.getByRole('radio', { name: /École/ }).isChecked()); tries += 1)
    await hands.press('ArrowDown');
  await hands.fill('textbox', /D’où vient-il/, 'Inscriptions à la cantine 2025');
  await hands.use('button', /Continuer/);
  await page.getByText(/Après l’import/).waitFor();
  await hands.use('link', /^Continuer/);
  await page.waitForURL(/doublons/);
  await hands.use('link', /^Continuer/);
  await hands.use('button', /^Importer \d+ nouvelles fiches/);
  await page.getByRole('button', { name: 'Annuler cet import' }).waitFor();

  await goTo('s', /^Segments$/);
  await page.getByText('Les habitants').first().waitFor();
  await hands.use('link', /Nouveau segment/);
  await heading(/Nouveau segment/);
  await hands.fill('textbox', /Nom du segment/, 'Joignables par e-mail');
  await hands.use('button', /Condition$/);
  await page.getByRole('menu').waitFor();
  await hands.type('Adresse e');
  await hands.press('Enter');
  await hands.use('button', /^Enregistrer$/);
  await page.waitForURL(/\/segments\/[0-9a-f-]{36}/);
  await hands.use('link', /Écrire à ces personnes/);

  await heading(/Écrire une lettre/);
  await hands.fill('textbox', /Nom de l’envoi/, 'La lettre de novembre');
  await hands.use('button', /Commencer la lettre/);
  await heading(/La lettre de novembre/);
  await hands.choose('button', /Pourquoi écrivez-vous/, 'Vie');
  await hands.fill('textbox', /^Objet/, 'Les nouvelles de novembre');
  await hands.fill('textbox', /^Titre$/, 'Place du Marché');
  await hands.fill('textbox', /^Texte$/, 'La place du Marché rouvre lundi.');
  await page.getByText(/Brouillon enregistré/).waitFor();
  await hands.use('button', /^Envoyer maintenant$/);
  await page.getByRole('alertdialog').waitFor();
  await hands.use('button', /^Envoyer à/);
  await heading(/^Bilan de/);
  await expect.poll(() => page.getByText(/Envoi terminé|Terminé/).count(), { timeout: 120_000 }).toBeGreaterThan(0);

  expect(faults).toEqual([]);
  await context.close();
});
