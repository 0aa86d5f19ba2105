import { writeRun } from '../../src/imports/run/running.ts';
import { kyselyOn, openPool } from '../../src/platform/database.ts';
import { filesUnder } from '../../src/platform/files.ts';
import { systemActor, transactFor } from '../../src/platform/scope.ts';
import { seal } from './seal.ts';

/** An import under way in a process of its own, to be killed: `import-process.ts <database> <files> <town hall> <import>`. */
const [url = '', folder = '', townHallId = '', importId = ''] = process.argv.slice(2);

const pool = openPool({ url, role: 'parvis_app', max: 4 });
const transact = transactFor({ db: kyselyOn(pool), seal }, Number(townHallId), systemActor);
await writeRun({ transact, files: filesUnder(folder), isWide: true }, importId);
await pool.end();
