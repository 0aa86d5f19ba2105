import { readEnvironment } from '../src/app/environment.ts';
import { openGround } from '../src/app/ground.ts';
import { workersOf } from '../src/app/modules.ts';
import { logTo } from '../src/platform/log.ts';
import { startRunner } from '../src/platform/runner/runner.ts';
import { transactFor } from '../src/platform/scope.ts';
import { openPost } from '../src/post/post.ts';
import { listTownHalls } from '../src/townhalls/townhalls.ts';
import { belongingsOf } from './town.ts';

/** A worker as `serve --roles worker` runs it, in a process of its own. */
const ground = await openGround(readEnvironment(), { log: () => undefined, isServing: false });
const { files } = belongingsOf(ground);
const post = await openPost({ smtpUrl: ground.environment.SMTP_URL, files, transactAt: ground.systemTransact });
const runner = await startRunner({
  ...{ url: ground.ownerUrl, workers: workersOf(belongingsOf(ground, post.deliver)), log: logTo('error') },
  transact: (id, actor) => transactFor(ground, id, actor),
  townHallIds: async () => (await listTownHalls(ground.db)).map(({ id }) => id),
});
process.send?.('ready');
process.once('disconnect', async () => {
  await runner.stop();
  await post.close();
  await ground.close();
});
