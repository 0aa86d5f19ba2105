import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';

export interface Product {
  url: string;
  browser: Browser;
  stop(): Promise<void>;
}

/** The product as a user starts it, on an empty data directory and a port of the system's choice, and a browser beside it. */
export async function startProduct(environment: Record<string, string> = {}): Promise<Product> {
  const dataDir = await mkdtemp(join(tmpdir(), 'parvis-journey-'));
  const server = spawn(process.execPath, ['bin/start.mjs'], {
    env: { ...process.env, PORT: '0', PARVIS_DATA_DIR: dataDir, LOG_LEVEL: 'error', ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const url = await addressOf(server);
  const browser = await chromium.launch({
    executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
  return {
    url,
    browser,
    async stop() {
      await browser.close();
      server.kill('SIGTERM');
      await new Promise((done) => server.once('exit', done));
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

const addressOf = (server: ChildProcess) =>
  new Promise<string>((found, refuse) => {
    let said = '';
    server.stdout?.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      const [address] = /http:\/\/localhost:\d+/.exec(said) ?? [];
      if (address) found(address);
    });
    server.once('exit', (code) => refuse(new Error(`Parvis stopped (${code}): ${said}`)));
  });

/** A window that fails the journey on anything the security policy stops, and on any error of the page. */
export async function openWindow(
  browser: Browser,
  options: Parameters<Browser['newContext']>[0] = {},
): Promise<{ page: Page; context: BrowserContext; faults: string[] }> {
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    locale: 'fr-FR',
    timezoneId: 'Europe/Paris',
    ...options,
  });
  const faults: string[] = [];
  await context.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (violation) =>
      console.error(`CSP ${violation.violatedDirective} ${violation.blockedURI}`),
    );
  });
  const page = await context.newPage();
  // A busy machine is no fault of the product's.
  page.setDefaultTimeout(120_000);
  page.on('pageerror', (error) => faults.push(String(error)));
  page.on('console', (message) => {
    if (message.text().startsWith('CSP ') || message.text().includes('Content Security Policy')) faults.push(message.text());
  });
  return { page, context, faults };
}

/** A picture for the guide and the README; taken only where `PARVIS_PICTURES` names their folder (docs/guide/README.md says how). */
export async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env['PARVIS_PICTURES'];
  if (!folder) return;
  // What follows a change (a count, a draft being saved) has come, and nothing moves any more.
  await page.waitForTimeout(3000);
  await page.screenshot({ path: join(folder, `${name}.png`) });
}
