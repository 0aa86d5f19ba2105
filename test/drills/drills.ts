import { mkdtemp, rm } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { migrate } from '../../src/platform/migrate.ts';
import { openHome } from '../../src/platform/postgres/data-directory.ts';
import { findPostmaster } from '../../src/platform/postgres/postmaster.ts';
import { startEmbeddedPostgres } from '../../src/platform/postgres/server.ts';
import { databaseAt } from '../stage/addresses.ts';
import { drill } from './drill.ts';

const { values } = parseArgs({
  options: {
    recipients: { type: 'string', default: '2000' },
    kills: { type: 'string', default: '20' },
    seed: { type: 'string', default: '1' },
    pace: { type: 'string', default: '30' },
  },
});
const wish = {
  recipients: Number(values.recipients),
  kills: Number(values.kills),
  seed: Number(values.seed),
  pace: Number(values.pace),
};

/** The built product and a PostgreSQL of the drill's own; worker, web and PostgreSQL die at moments drawn from the seed. */
const folder = await mkdtemp(join(tmpdir(), 'parvis-drill-'));
const server = await startEmbeddedPostgres({ dataDir: folder, log: () => undefined, stopWithParent: true });
try {
  const superuserUrl = databaseAt(server.superuserUrl, 'parvis');
  await migrate({ url: server.url, superuserUrl, folder: 'migrations' });
  const killDatabase = async () => {
    const running = await findPostmaster(await openHome(folder));
    if (running) process.kill(running.pid, 'SIGKILL');
  };
  const program = join(process.cwd(), 'dist', 'server', 'parvis.js');
  const log = (line: string) => process.stderr.write(`${line}\n`);
  const found = await drill({ url: server.url, superuserUrl, program, folder, killDatabase }, { ...wish, log });
  process.stdout.write(`${JSON.stringify({ ...wish, loadAtEnd: loadavg()[0], ...found }, null, 2)}\n`);
  process.exitCode = found.violations.length > 0 ? 1 : 0;
} finally {
  await server.stop();
  await rm(folder, { recursive: true, force: true });
}
