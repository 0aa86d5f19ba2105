import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureBrowser } from './browser.mjs';
import { ensureInstalled, root } from './install.mjs';

ensureInstalled();
ensureBrowser();
const { ensureBuilt } = await import('./build.mjs');

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

const node = (args, environment = {}) =>
  spawnSync(process.execPath, args, {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, PARVIS_TESTING: '1', ...environment },
  }).status === 0;

for (const [name, args] of steps) {
  process.stdout.write(`\n— ${name}\n`);
  count(name, node(args));
}
process.stdout.write('\n— build\n');
ensureBuilt();
let skipped = 0;
/** Every test of the run counts, and so does a file that could not even be read. */
function runTests(name, args, environment = {}) {
  process.stdout.write(`\n— ${name}\n`);
  const report = join(tmpdir(), `parvis-tests-${process.pid}.json`);
  const isGreen = node(
    [module('vitest/vitest.mjs'), 'run', '--reporter=dot', '--reporter=json', `--outputFile.json=${report}`, ...args],
    environment,
  );
  try {
    const { numPassedTests, numFailedTests, numPendingTests, testResults } = JSON.parse(readFileSync(report, 'utf8'));
    passed += numPassedTests;
    failed += numFailedTests;
    skipped += numPendingTests;
    const unread = testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0);
    for (const file of unread) count(file.name, false);
    if (!isGreen && numFailedTests + unread.length === 0) count(name, false);
  } catch {
    count(name, false);
  }
  rmSync(report, { force: true });
}

runTests('tests', process.argv.slice(2));
// The oldest PostgreSQL that Parvis promises to run on, where Debian has it.
const postgres15 = '/usr/lib/postgresql/15/bin';
if (existsSync(join(postgres15, 'postgres')))
  runTests(
    'tests on PostgreSQL 15',
    ['--project', 'unit', '--exclude', 'src/platform/**', '--exclude', 'test/drills/**', ...process.argv.slice(2)],
    {
      PARVIS_TEST_POSTGRES: postgres15,
    },
  );

if (failures.length > 0) process.stdout.write(`\nFailed: ${failures.join(', ')}\n`);
process.stdout.write(`\n${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}\n`);
process.exit(failed > 0 ? 1 : 0);
