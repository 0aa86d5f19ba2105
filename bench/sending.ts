import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Campaign } from '../src/campaigns/contract.ts';
import { listPurposes } from '../src/consents/consents.ts';
import type { Purpose } from '../src/consents/contract.ts';
import { freezeAudience } from '../src/messages/ledger/ledger.ts';
import { letterFrom } from '../src/messages/letter/letter.ts';
import { prepareLetter, writeMail } from '../src/messages/messages.ts';
import { newId } from '../src/platform/ids.ts';
import { now, secondsBetween } from '../src/platform/time.ts';
import type { Mail } from '../src/post/contract.ts';
import type { Segment } from '../src/segments/contract.ts';
import { contactsIn } from '../src/segments/segments.ts';
import { lea } from '../test/drafts.ts';
import { type Finding, stopIfAsked, timed } from './measure.ts';
import { belongingsOf, type OpenTown } from './town.ts';

/** Enough for the reference to have its pace. */
const BARE_LETTERS = 5000;

/** The same letter to everyone who agreed: by one worker, by nodemailer alone, by two workers; each in a process, as the relay. */
export async function measureSending(town: OpenTown): Promise<Finding[]> {
  const sink = await start('../test/sinks/sink-process.ts', { words: [JSON.stringify({ keepsText: false })] });
  const { port } = sink.said as { port: number };
  try {
    const one = await sendBy(1, town, port);
    const bare = await sendByNodemailer(town, port);
    const two = await sendBy(2, town, port);
    return [
      {
        what: `sending ${one.letters} letters, one worker`,
        contacts: town.size,
        figure: `${one.rate.toFixed(0)} /s · bare nodemailer ${bare.toFixed(0)} /s · ratio ${(one.rate / bare).toFixed(2)}`,
        values: { rate: one.rate, bareRate: bare, ratio: one.rate / bare },
      },
      {
        what: `sending ${two.letters} letters, two workers`,
        contacts: town.size,
        figure: `${two.rate.toFixed(0)} /s · ${Math.round(two.rate * 60).toLocaleString('en')} /min`,
        values: { rate: two.rate, perMinute: two.rate * 60 },
      },
      await measureFreezing(town),
    ];
  } finally {
    await stop(sink.child);
  }
}

interface Started {
  child: ChildProcess;
  said: unknown;
}

/** A process of its own, once it has said its first word. */
async function start(file: string, { words = [], env = {} }: { words?: string[]; env?: NodeJS.ProcessEnv }): Promise<Started> {
  const child = fork(join(import.meta.dirname, file), words, { env: { ...process.env, ...env } });
  const [said] = await once(child, 'message');
  return { child, said };
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.connected) child.disconnect();
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
}

async function sendBy(count: number, town: OpenTown, port: number): Promise<{ letters: number; rate: number }> {
  const env = { PARVIS_DATA_DIR: town.ground.environment.dataDir, SMTP_URL: `smtp://127.0.0.1:${port}` };
  const workers = await Promise.all(Array.from({ length: count }, () => start('worker.ts', { env })));
  try {
    // First to some: what only a worker's first letter costs (MJML read, code compiled) is nobody's usual wait.
    await sendTo(town, [{ field: 'age', test: 'at_least', years: 65 }]);
    return await sendTo(town, []);
  } finally {
    await Promise.all(workers.map(({ child }) => stop(child)));
  }
}

/** From the moment all its recipients are written down to the last one's line in the ledger. */
async function sendTo(town: OpenTown, among: object[]): Promise<{ letters: number; rate: number }> {
  const campaign = await writeLetter(town, among);
  await town.ask(`/campaigns/${campaign.id}/launch`, {}, campaign.version);
  const start = now();
  const { finishedAt, totals } = await untilSent(town, campaign.id);
  return { letters: totals.delivered, rate: totals.delivered / secondsBetween(start, finishedAt ?? '') };
}

/** Looks at it once a second, as the screen of whoever sent it does. */
async function untilSent({ ask }: OpenTown, campaignId: string): Promise<Campaign> {
  for (;;) {
    await sleep(1000);
    stopIfAsked();
    const campaign = await ask<Campaign>(`/campaigns/${campaignId}`);
    if (campaign.state === 'sending') continue;
    const { delivered, skipped, total } = campaign.totals;
    if (delivered + skipped !== total) throw new Error(`Not all were delivered: ${JSON.stringify(campaign.totals)}`);
    return campaign;
  }
}

const letter = {
  subject: 'Les nouvelles de la commune',
  body: `Bonjour {{ salutation | sinon: "Madame, Monsieur" }},\n\n${'La médiathèque ouvre aussi le dimanche matin, avec un atelier pour les enfants. '.repeat(12)}`,
};

async function writeLetter({ ask }: OpenTown, among: object[]): Promise<Campaign> {
  const purpose = (await ask<Purpose[]>('/purposes')).find(({ code }) => code === 'municipal_news');
  const agreed = { field: 'consent', purposeId: purpose?.id, channel: 'email', answer: 'granted' };
  const segment = await ask<Segment>('/segments', {
    name: 'Lecteurs de la mesure',
    rule: { version: 1, match: 'all', conditions: [agreed, { field: 'has_email', value: true }, ...among] },
  });
  return ask<Campaign>('/campaigns', { name: 'Mesure', ...letter, segmentId: segment.id, purposeId: purpose?.id });
}

async function sendByNodemailer(town: OpenTown, port: number): Promise<number> {
  const { child } = await start('bare.ts', {});
  child.send({ mail: await example(town), times: BARE_LETTERS, port });
  const [seconds] = (await once(child, 'message')) as [number];
  await stop(child);
  return BARE_LETTERS / seconds;
}

const example = ({ transact, ground }: OpenTown): Promise<Mail> =>
  transact(async (scope) => {
    const [purpose] = await listPurposes(scope);
    if (!purpose) throw new Error('a town hall starts with purposes');
    const handed = {
      id: newId(),
      leaseEpoch: 1,
      address: 'lea.martin@exemple.example',
      messageId: `<${newId()}@mesure.example>`,
      passages: 0,
      person: lea,
      origin: null,
    };
    const belongings = belongingsOf(ground);
    const stationery = await prepareLetter(scope, { content: letterFrom(letter) }, { purpose, ...belongings });
    return writeMail(stationery, belongings, handed);
  });

const undone = new Error('as if nothing had been');

/** Everyone, for a purpose that asks no agreement; then as if nothing had been. */
async function measureFreezing({ transact, size }: OpenTown): Promise<Finding> {
  const everyone = { version: 1 as const, match: 'all' as const, conditions: [], except: [] };
  const found: { seconds: number }[] = [];
  await transact(async (scope) => {
    const [purpose] = await listPurposes(scope);
    for (let run = 0; run < 3; run++) {
      const audience = { campaignId: newId(), purposeId: purpose?.id ?? '', channel: 'email' } as const;
      found.push(await timed(async () => freezeAudience(scope, audience, { people: await contactsIn(scope, everyone) })));
    }
    throw undone;
  }).catch((end: unknown) => {
    if (end !== undone) throw end;
  });
  const seconds = Math.min(...found.map((one) => one.seconds));
  return { what: `freezing ${size} people`, contacts: size, figure: `${seconds.toFixed(2)} s`, values: { seconds } };
}
