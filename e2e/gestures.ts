import type { Page } from 'playwright-core';
import { picture } from './stage.ts';

/** The demo's door: one press, no password. */
export async function enterAs(page: Page, url: string, agent: string): Promise<void> {
  await page.goto(url);
  await page.getByRole('button', { name: `Entrer comme ${agent}` }).click();
  await page.getByRole('heading', { name: `Bonjour ${agent.split(' ')[0]}` }).waitFor();
}

export async function choose(page: Page, label: RegExp, option: RegExp): Promise<void> {
  await page.getByRole('button', { name: label }).click();
  await page.getByRole('option', { name: option }).click();
}

interface NewSegment {
  name: string;
  /** Each with the values ticked. */
  conditions: readonly [field: string, values: readonly string[]][];
}

/** A segment, saved; one stays on it. */
export async function addSegment(page: Page, url: string, { name, conditions }: NewSegment): Promise<void> {
  await page.goto(`${url}/segments/nouveau`);
  await page.getByLabel('Nom du segment').fill(name);
  for (const [field, values] of conditions) {
    await page.getByRole('button', { name: /Condition$/ }).click();
    await page.getByRole('menuitem', { name: field, exact: true }).click();
    await page.getByRole('button', { name: new RegExp(`^${field}\\s:\\sChoisir`) }).click();
    for (const value of values) await page.getByRole('checkbox', { name: value, exact: true }).check({ force: true });
    await page.keyboard.press('Escape');
  }
  await picture(page, 'segment');
  await page.getByRole('button', { name: 'Enregistrer', exact: true }).click();
  await page.waitForURL(/\/segments\/[0-9a-f-]{36}/);
}

/** Begins a letter to a segment, up to the words. */
export async function write(page: Page, url: string, { name, segment }: { name: string; segment: RegExp }): Promise<void> {
  await page.goto(`${url}/envois/nouveau`);
  await page.getByLabel('Nom de l’envoi').fill(name);
  await choose(page, /À qui écrivez-vous/, segment);
  await page.getByRole('button', { name: 'Commencer la lettre' }).click();
  await choose(page, /Pourquoi écrivez-vous/, /Vie de la commune/);
  await page.getByRole('textbox', { name: 'Objet' }).fill(`Objet de ${name}`);
  await page.getByRole('textbox', { name: 'Titre' }).fill('Place du Marché');
  const text = page.getByRole('textbox', { name: 'Texte', exact: true });
  await text.press('Control+End');
  await text.pressSequentially('la place rouvre lundi.');
}
