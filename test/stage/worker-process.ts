import { startRunner } from '../../src/platform/runner/runner.ts';
import { rehearsalStage, rehearsalWorkers } from './rehearsals.ts';

/** A worker process, to be killed: `worker-process.ts <database> works|hangs <jobs at a time>`. */
const [url = '', manner = '', concurrency = ''] = process.argv.slice(2);

await startRunner({
  ...rehearsalStage(url),
  workers: rehearsalWorkers(manner === 'hangs' ? 'hangs' : 'works'),
  concurrency: Number(concurrency),
});
