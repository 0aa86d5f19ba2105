import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureBrowser } from './browser.mjs';
import { ensureInstalled, root } from './install.mjs';

ensureInstalled();
ensureBrowser();
const { ensureBuilt } = await import('./build.mjs');

const report = join(tmpdir(), `parvis-tests-${process.pid}.json`);
const module = (name) => join('node_modules', ...name.split('/'));
/** Every step is a check of its own: all run, so that one failure does not hide another. */
const steps = [
  ['format and lint', [module('@biomejs/biome/bin/biome'), 'check', '--error-on-warnings', '.']],
  ['types of the server', [module('typescript/bin/tsc'), '-p', 'tsconfig.json']],
  ['types of the browser', [module('typescript/bin/tsc'), '-p', 'tsconfig.web.json']],
  ['types of the journeys', [module('typescript/bin/tsc'), '-p', 'tsconfig.e2e.json']],
  ['walls', [module('dependency-cruiser/bin/dependency-cruise.mjs'), '-c', '.dependency-cruiser.cjs', 'src']],
  ['dead code', [module('knip/bin/knip.js')]],
];

let passed = 0;
let failed = 0;
const failures = [];
const count = (name, isGood) => {
  if (isGood) passed += 1;
  else {
    failed += 1;
    failures.push(name);
  }
};

const node = (args) =>
  spawnSync(process.execPath, args, {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, PARVIS_TESTING: '1' },
  }).status === 0;

for (const [name, args] of steps) {
  process.stdout.write(`\n— ${name}\n`);
  count(name, node(args));
}
process.stdout.write('\n— build\n');
ensureBuilt();
process.stdout.write('\n— tests\n');
const isGreen = node([
  module('vitest/vitest.mjs'),
  'run',
  '--reporter=dot',
  '--reporter=json',
  `--outputFile.json=${report}`,
  ...process.argv.slice(2),
]);

let skipped = 0;
try {
  const { numPassedTests, numFailedTests, numPendingTests, testResults } = JSON.parse(readFileSync(report, 'utf8'));
  passed += numPassedTests;
  failed += numFailedTests;
  skipped = numPendingTests;
  // A file that could not even be read has no test to count as failed.
  for (const file of testResults) if (file.status === 'failed' && file.assertionResults.length === 0) count(file.name, false);
  if (!isGreen && failed === 0) count('tests', false);
} catch {
  count('tests', false);
}
rmSync(report, { force: true });
if (failures.length > 0) process.stdout.write(`\nFailed: ${failures.join(', ')}\n`);
process.stdout.write(`\n${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}\n`);
process.exit(failed > 0 ? 1 : 0);
