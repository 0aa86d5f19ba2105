import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createTransport } from 'nodemailer';
import { workersOf } from '../src/app/modules.ts';
import type { Campaign } from '../src/campaigns/contract.ts';
import type { Purpose } from '../src/consents/contract.ts';
import type { Tag } from '../src/contacts/contract.ts';
import { logTo } from '../src/platform/log.ts';
import { startRunner } from '../src/platform/runner/runner.ts';
import { transactFor } from '../src/platform/scope.ts';
import type { Deliver, Mail } from '../src/post/contract.ts';
import { openPost } from '../src/post/post.ts';
import type { Segment } from '../src/segments/contract.ts';
import { type Finding, stopIfAsked, timed } from './measure.ts';
import { READERS, READERS_TAG } from './population.ts';
import { belongingsOf, type OpenTown } from './town.ts';

/** As many as the product's relay opens. */
const CONNECTIONS = 10;

/** A letter to 2,000 readers, from its launch to the last one's line in the ledger; then the same letters by nodemailer alone. */
export async function measureSending(town: OpenTown): Promise<Finding[]> {
  const sink = fork(join(import.meta.dirname, 'sink.ts'));
  try {
    const [{ port }] = (await once(sink, 'message')) as [{ port: number }];
    const smtpUrl = `smtp://127.0.0.1:${port}`;
    const { seconds, example } = await sendByProduct(town, smtpUrl);
    const bare = await sendByNodemailer(example, smtpUrl);
    const [rate, bareRate] = [READERS / seconds, READERS / bare];
    return [
      {
        what: `sending to ${READERS} readers`,
        contacts: town.size,
        figure: `${rate.toFixed(0)} /s · bare nodemailer ${bareRate.toFixed(0)} /s · ratio ${(rate / bareRate).toFixed(2)}`,
        values: { rate, bareRate, ratio: rate / bareRate },
      },
    ];
  } finally {
    await stop(sink);
  }
}

async function stop(sink: ChildProcess): Promise<void> {
  sink.kill();
  if (sink.exitCode === null && sink.signalCode === null) await once(sink, 'exit');
}

/** The product's own worker and way out; the first letter that leaves is kept, for the comparison. */
async function sendByProduct(town: OpenTown, smtpUrl: string): Promise<{ seconds: number; example: Mail }> {
  const { ground, townHallId } = town;
  const campaign = await writeLetter(town);
  const { files } = belongingsOf(ground);
  const post = await openPost({ smtpUrl, files, transactAt: ground.systemTransact });
  let example: Mail | undefined;
  const deliver: Deliver = (id, mail) => {
    example ??= mail;
    return post.deliver(id, mail);
  };
  const runner = await startRunner({
    ...{ url: ground.ownerUrl, workers: workersOf(belongingsOf(ground, deliver)), log: logTo('error') },
    transact: (id, actor) => transactFor(ground, id, actor),
    townHallIds: async () => [townHallId],
  });
  try {
    const { seconds } = await timed(() => launch(town, campaign));
    if (!example) throw new Error('No letter left.');
    return { seconds, example };
  } finally {
    await runner.stop();
    await post.close();
  }
}

async function writeLetter({ ask }: OpenTown): Promise<Campaign> {
  const tag = (await ask<Tag[]>('/tags')).find(({ name }) => name === READERS_TAG);
  const purpose = (await ask<Purpose[]>('/purposes')).find(({ code }) => code === 'municipal_news');
  const isReader = { field: 'tag', test: 'has_one_of', values: [tag?.id] };
  const segment = await ask<Segment>('/segments', {
    name: READERS_TAG,
    rule: { version: 1, match: 'all', conditions: [isReader] },
  });
  return ask<Campaign>('/campaigns', {
    ...{ name: 'Lettre de la mesure', subject: 'Les nouvelles de la commune', segmentId: segment.id, purposeId: purpose?.id },
    body: `Bonjour,\n\n${'La médiathèque ouvre aussi le dimanche matin, avec un atelier pour les enfants. '.repeat(12)}`,
  });
}

/** Until the last letter is known to be delivered. */
async function launch({ ask }: OpenTown, { id, version }: Campaign): Promise<void> {
  let campaign = await ask<Campaign>(`/campaigns/${id}/launch`, {}, version);
  while (campaign.state === 'sending') {
    await sleep(100);
    stopIfAsked();
    campaign = await ask<Campaign>(`/campaigns/${id}`);
  }
  const { delivered } = campaign.totals;
  if (delivered !== READERS) throw new Error(`${delivered} letters delivered instead of ${READERS}.`);
}

/** The same letter as many times, with nothing to remember: the pool alone. */
async function sendByNodemailer({ from, to, subject, text, html, headers, messageId }: Mail, smtpUrl: string): Promise<number> {
  const transport = createTransport({ url: smtpUrl, pool: true, maxConnections: CONNECTIONS, maxMessages: 1000 });
  const letters = Array.from({ length: READERS }, () => ({ from, to, subject, text, html, headers, messageId }));
  const { seconds } = await timed(() => Promise.all(letters.map((letter) => transport.sendMail(letter))));
  transport.close();
  return seconds;
}
