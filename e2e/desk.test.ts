import { afterAll, beforeAll, expect, test } from 'vitest';
import { audit } from './audit.ts';
import { addSegment, choose, enterAs, write } from './gestures.ts';
import { openWindow, type Product, startProduct } from './stage.ts';

let product: Product;
beforeAll(async () => {
  product = await startProduct();
});
afterAll(() => product?.stop());

test('two slips come back to the desk: each is noted with its proof, the second taken back', async () => {
  const { page, context, faults } = await openWindow(product.browser);
  await enterAs(page, product.url, 'Nadia Ferrand');
  await page.goto(`${product.url}/contacts/accords`);
  const form = page.getByRole('form', { name: 'Noter des réponses' });
  const noteOne = async (lastName: string, firstName: string) => {
    await form.getByLabel('Nom', { exact: true }).fill(lastName);
    await form.getByLabel('Prénom', { exact: true }).fill(firstName);
    await form.getByLabel('Adresse e-mail').fill(`${firstName.toLowerCase()}@exemple.example`);
    await form.getByRole('checkbox', { name: /Vie de la commune.*e-mail/i }).check({ force: true });
    await form.getByRole('button', { name: 'Noter et passer au suivant' }).click();
    await page.getByRole('link', { name: `${firstName} ${lastName}`, exact: true }).waitFor();
  };
  await noteOne('Quatrevents', 'Yvonne');
  await noteOne('Quatrevents', 'Armel');
  await page.getByRole('button', { name: 'Annuler la saisie de Armel Quatrevents' }).click();
  await page.getByRole('link', { name: 'Armel Quatrevents', exact: true }).waitFor({ state: 'hidden' });

  await page.getByRole('link', { name: 'Yvonne Quatrevents', exact: true }).click();
  await page.getByRole('heading', { name: 'Yvonne Quatrevents' }).waitFor();
  await page.getByRole('button', { name: 'Preuves' }).click();
  const proofs = page.getByRole('dialog', { name: 'Preuves des accords et des refus' });
  await proofs.getByText(/Accord\s: «\sVie de la commune\s»/).waitFor();
  expect(await proofs.getByRole('listitem').count()).toBe(1);
  await page.goto(`${product.url}/contacts?vue=tous`);
  await page.getByRole('searchbox').fill('quatrevents');
  await expect.poll(() => page.getByRole('row').count()).toBe(2);
  expect(faults).toEqual([]);
  await context.close();
});

test('a field of the mairie’s own is made, filled on a record, asked for in a segment, and those it keeps are fixed in a list', async () => {
  const { page, context, faults } = await openWindow(product.browser);
  await enterAs(page, product.url, 'Nadia Ferrand');
  await page.goto(`${product.url}/reglages/champs`);
  await page.getByRole('button', { name: 'Ajouter un champ' }).click();
  const dialog = page.getByRole('dialog', { name: 'Nouveau champ' });
  await dialog.getByLabel('Nom du champ').fill('Relais de quartier');
  await choose(page, /Ce qu’il contient/, /^Oui ou non/);
  await dialog.getByRole('button', { name: 'Ajouter le champ' }).click();
  await dialog.waitFor({ state: 'hidden' });
  await page.getByRole('row', { name: 'Relais de quartier' }).waitFor();

  await page.goto(`${product.url}/contacts?vue=tous&q=lea%20martin`);
  await page.getByRole('link', { name: 'Léa Martin' }).first().click();
  await page.getByRole('button', { name: 'Modifier Relais de quartier' }).click();
  const editor = page.getByRole('form', { name: 'Modifier Relais de quartier' });
  await editor.getByRole('button').first().click();
  await page.getByRole('option', { name: 'Oui', exact: true }).click();
  await editor.getByRole('button', { name: 'Enregistrer' }).click();
  await editor.waitFor({ state: 'hidden' });

  await page.goto(`${product.url}/segments/nouveau`);
  await page.getByLabel('Nom du segment').fill('Relais');
  await page.getByRole('button', { name: /Condition$/ }).click();
  await page.getByRole('menuitem', { name: 'Relais de quartier', exact: true }).click();
  await page.getByRole('button', { name: 'Enregistrer', exact: true }).click();
  await page.waitForURL(/\/segments\/[0-9a-f-]{36}/);
  await page.getByRole('button', { name: 'Figer en liste' }).click();
  const naming = page.getByRole('dialog', { name: 'Figer ces personnes dans une liste' });
  await naming.getByLabel('Nom de la liste').fill('Relais de novembre');
  await naming.getByRole('button', { name: 'Figer en liste' }).click();
  await page.getByRole('heading', { name: 'Relais de novembre' }).waitFor();
  await page.getByRole('region', { name: 'Personnes de la liste' }).getByText('Léa Martin').waitFor();
  expect(faults).toEqual([]);
  await context.close();
});

test('a letter is given its hour, waits in the list, is given another, then taken back as a draft', async () => {
  const { page, context, faults } = await openWindow(product.browser);
  await enterAs(page, product.url, 'Nadia Ferrand');
  await addSegment(page, product.url, { name: 'Le Bourg', conditions: [['Quartier', ['Le Bourg']]] });
  await write(page, product.url, { name: 'La lettre à son heure', segment: /^Le Bourg/ });
  await page.getByText(/Brouillon enregistré/).waitFor();
  await page.getByRole('button', { name: 'Programmer', exact: true }).click();
  const hour = page.getByRole('dialog', { name: 'Programmer l’envoi' });
  await hour.getByLabel(/^Heure/).fill('07:30');
  await hour.getByRole('button', { name: 'Programmer l’envoi' }).click();
  await page.getByText(/La lettre partira le/).waitFor();
  await page.goto(`${product.url}/envois`);
  await page.getByRole('row', { name: /La lettre à son heure.*Programmé/ }).waitFor();

  await page.getByRole('link', { name: 'La lettre à son heure' }).click();
  await page.getByRole('button', { name: 'Changer l’heure' }).click();
  const other = page.getByRole('dialog', { name: 'Changer l’heure' });
  await other.getByLabel(/^Heure/).fill('18:05');
  await other.getByRole('button', { name: 'Programmer l’envoi' }).click();
  await page
    .getByText(/18\sh\s05/)
    .first()
    .waitFor();
  await page.getByRole('button', { name: 'Annuler la programmation' }).click();
  await page.getByRole('textbox', { name: 'Objet' }).waitFor();
  expect(faults).toEqual([]);
  await context.close();
});

test('two records of one person are compared and made one, then parted again', async () => {
  const { page, context, faults } = await openWindow(product.browser);
  await enterAs(page, product.url, 'Nadia Ferrand');
  await page.evaluate(async () => {
    const known = { firstName: 'Yvonne', email: 'yvonne.talec@exemple.example' };
    for (const one of [
      { lastName: 'Talec', addressLine: '3 rue du Gué' },
      { lastName: 'TALEC', addressLine: '5 rue du Gué' },
    ])
      await fetch('/api/v1/contacts', {
        method: 'POST',
        body: JSON.stringify({ ...known, ...one }),
        headers: { 'content-type': 'application/json' },
      });
  });
  await page.goto(`${product.url}/contacts/doublons`);
  await page.getByRole('button', { name: 'Chercher de nouveau' }).click();
  await page.getByRole('button', { name: 'Comparer Yvonne Talec et Yvonne TALEC' }).click();
  const dialog = page.getByRole('dialog', { name: 'Est-ce la même personne' });
  await dialog.getByText('5 rue du Gué').click();
  expect(await audit(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Fusionner les deux fiches' }).click();
  await dialog.waitFor({ state: 'hidden' });
  const merges = page.getByRole('list', { name: 'Fusions' });
  await merges.getByRole('link', { name: 'Yvonne Talec' }).click();
  await page.getByText('5 rue du Gué').first().waitFor();
  await page.goBack();
  await merges.getByRole('button', { name: 'Séparer Yvonne Talec de Yvonne TALEC' }).click();
  await merges.getByText('Séparées').waitFor();
  await page.goto(`${product.url}/contacts?vue=tous`);
  await page.getByRole('searchbox').fill('talec');
  await expect.poll(() => page.getByRole('row').count()).toBe(3);
  expect(faults).toEqual([]);
  await context.close();
});
