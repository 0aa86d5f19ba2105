import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';

const biome = resolve('node_modules/@biomejs/biome/bin/biome');

/** What our own rules say of a file that is none of ours. */
function said(text: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'parvis-planted-'));
  try {
    const { linter } = JSON.parse(readFileSync('biome.json', 'utf8')) as { linter: object };
    writeFileSync(join(folder, 'biome.json'), JSON.stringify({ linter }));
    writeFileSync(join(folder, 'planted.ts'), text);
    const { stdout, stderr } = spawnSync(process.execPath, [biome, 'lint', 'planted.ts'], { cwd: folder, encoding: 'utf8' });
    return stdout + stderr;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const leave = 'async function leave(): Promise<void> {\n  return Promise.resolve();\n}\n';

/** The rule is young (Biome calls it « nursery ») and may cease to see anything without a word: it is shown a fault each time. */
test('a write that nobody awaits is refused', () => {
  expect(said(`${leave}export function go(): void {\n  leave();\n}\n`)).toContain('noFloatingPromises');
  expect(said(`${leave}export async function go(): Promise<void> {\n  await leave();\n}\n`)).not.toContain('noFloatingPromises');
});
