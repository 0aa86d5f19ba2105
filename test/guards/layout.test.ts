import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

/** The closed vocabulary of style.md §1.2: these, `<module>.ts`, and private subjects in kebab-case. */
const drawers = /(^|\/)(lib|utils?|helpers?|common|shared|misc|services|types)(\/|\.tsx?$)/;
const source = readdirSync('src', { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath, entry.name));

test('no drawer for things without a home', () => {
  expect(source.filter((file) => drawers.test(file))).toEqual([]);
});

test('every folder has a floor', () => {
  const [, floors = ''] = /const floors = (\[[\s\S]*?\n\]);/.exec(readFileSync('.dependency-cruiser.cjs', 'utf8')) ?? [];
  const known = [...floors.matchAll(/'(\w+)'/g)].map(([, name]) => name);
  const folders = readdirSync('src', { withFileTypes: true }).filter((entry) => entry.isDirectory());
  expect(folders.map(({ name }) => name).filter((name) => !known.includes(name))).toEqual([]);
});

test('files are kebab-case, screens PascalCase', () => {
  const odd = source.filter((file) => {
    const name = file.slice(file.lastIndexOf('/') + 1);
    return file.endsWith('.tsx')
      ? !/^([A-Z][A-Za-z0-9]+|[a-z0-9-]+)(\.test)?\.tsx$/.test(name)
      : !/^[A-Za-z0-9-]+(\.[a-z]+)*$/.test(name);
  });
  expect(odd).toEqual([]);
});

test('no class but those the list names', () => {
  const classes = source
    .filter((file) => /\.tsx?$/.test(file))
    .flatMap((file) => [...readFileSync(file, 'utf8').matchAll(/^(?:export )?class (\w+)/gm)].map(([, name]) => name))
    .sort();
  expect(classes).toEqual(['Problem', 'TownHallWall', 'WallTransformer']);
});

/** Under TypeScript 7 the walls' checker reads nothing and says all is well: fewer modules than this is a failure, not a success. */
const MODULES_AT_LEAST = 40;

test('the walls are checked on the whole building', () => {
  const report = execFileSync(
    process.execPath,
    [
      'node_modules/dependency-cruiser/bin/dependency-cruise.mjs',
      '-c',
      '.dependency-cruiser.cjs',
      '--output-type',
      'json',
      'src',
    ],
    {
      encoding: 'utf8',
      maxBuffer: 1 << 28,
    },
  );
  const { summary } = JSON.parse(report) as { summary: { totalCruised: number; error: number } };
  expect(summary.error).toBe(0);
  expect(summary.totalCruised).toBeGreaterThan(MODULES_AT_LEAST);
});

test('migrations are numbered, and no two share a number', () => {
  const numbers = readdirSync('migrations').map((name) => Number(/^(\d{4})_[a-z0-9_]+\.sql$/.exec(name)?.[1]));
  expect(numbers).toEqual([...new Set(numbers)].sort((one, other) => one - other));
  expect(numbers).not.toContain(Number.NaN);
});
