import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { cpus, loadavg, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { readEnvironment } from '../src/app/environment.ts';
import { type Ground, openGround } from '../src/app/ground.ts';
import { now } from '../src/platform/time.ts';
import { measureImport } from './import.ts';
import type { Finding } from './measure.ts';
import { measureProduct } from './product.ts';
import { measureReading } from './reading.ts';
import { measureSending } from './sending.ts';
import { foundTown, openTown } from './town.ts';

const isMillion = process.argv.includes('--million');
const sizes = isMillion ? [1_000_000] : process.argv.includes('--quick') ? [10_000] : [10_000, 100_000];
const importedRows = process.argv.includes('--city') ? 1_000_000 : 20_000;
const machine = {
  node: process.version,
  processor: cpus()[0]?.model.trim(),
  cores: cpus().length,
  memoryGb: Math.round(totalmem() / 1024 ** 3),
  /** Work waiting for a core when the measure began: more than a little, and its figures say nothing. */
  loadAtStart: loadavg()[0],
};
const findings: Finding[] = [];

console.log(`${JSON.stringify(machine)}\n`);
for (const size of sizes) await inNewFolder((dataDir) => measureAt(dataDir, size));
await keepResults();

/** A folder, and so a database server, for each size: one does not warm the other's memory. */
async function inNewFolder(work: (dataDir: string) => Promise<void>): Promise<void> {
  const dataDir = await mkdtemp(join(tmpdir(), 'parvis-bench-'));
  await work(dataDir).finally(() => rm(dataDir, { recursive: true, force: true }));
}

async function measureAt(dataDir: string, size: number): Promise<void> {
  const town = await onGround(dataDir, (ground) => foundTown(ground, size));
  if (!isMillion) tell(await measureProduct(dataDir, town));
  await onGround(dataDir, async (ground) => {
    const opened = await openTown(ground, town);
    tell(await measureReading(opened));
    if (isMillion) return;
    tell(await measureSending(opened));
    tell(await measureImport(opened, importedRows));
  });
}

async function onGround<T>(dataDir: string, work: (ground: Ground) => Promise<T>): Promise<T> {
  const environment = readEnvironment({ PARVIS_DATA_DIR: dataDir });
  const ground = await openGround(environment, { log: () => undefined, isServing: true });
  return work(ground).finally(() => ground.close());
}

function tell(found: readonly Finding[]): void {
  findings.push(...found);
  for (const { what, contacts, figure } of found)
    console.log(`${what.padEnd(58)}${contacts.toLocaleString('en').padStart(8)}   ${figure}`);
}

async function keepResults(): Promise<void> {
  const [folder, at] = [join('bench', 'results'), now()];
  await mkdir(folder, { recursive: true });
  const file = join(folder, `${at.replaceAll(':', '-')}.json`);
  await writeFile(file, `${JSON.stringify({ at, machine, findings }, null, 2)}\n`);
  console.log(`\n${file}`);
}
