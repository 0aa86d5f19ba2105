import { PassThrough } from 'node:stream';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { SignedIn } from '../frame.ts';
import { Problem } from '../problem.ts';
import { type Announcement, LIVE_ADDRESS } from './contract.ts';
import type { Live } from './live.ts';

interface Door {
  signIn(request: FastifyRequest): Promise<SignedIn | null>;
  /** How often a stream that is open shows its pass again. */
  checkEvery?: number;
}

const CHECK_EVERY = 60_000;
const BEAT_EVERY = 25_000;
/** Windows of one person at a time; a browser opens at most six connections to one server. */
const STREAMS_EACH = 12;
/** A reader this late (bytes) is let go: it comes back and reads everything again. */
const TOO_LATE = 65_536;

/** `GET /api/v1/events`: server-sent events (HTML §9.2), ids only, for a member of the team or a key. */
export function serveLive(app: FastifyInstance, door: Door, live: Live): void {
  const open = new Set<{ who: string; stream: PassThrough }>();
  app.get(LIVE_ADDRESS, async (request, reply) => {
    const visitor = await door.signIn(request);
    if (!visitor) throw new Problem('stranger', 'session.signed_out', { message: 'Connectez-vous pour continuer.' });
    const who = `${visitor.townHallId} ${visitor.actor.id}`;
    if ([...open].filter((one) => one.who === who).length >= STREAMS_EACH) throw tooManyWindows();
    const stream = new PassThrough();
    const entry = { who, stream };
    open.add(entry);
    stream.on('close', () => open.delete(entry));
    speak(stream, visitor, live);
    const isStillThere = async () => (await door.signIn(request))?.actor.id === visitor.actor.id;
    keepChecking(stream, isStillThere, door.checkEvery ?? CHECK_EVERY);
    // A reverse proxy must pass each line on as it comes.
    return reply.type('text/event-stream; charset=utf-8').header('x-accel-buffering', 'no').send(stream);
  });
  app.addHook('preClose', async () => {
    for (const { stream } of open) stream.end();
  });
}

const tooManyWindows = () =>
  new Problem('tooMany', 'live.too_many_windows', { message: 'Trop de fenêtres ouvertes. Fermez-en quelques-unes.' });

function speak(stream: PassThrough, { townHallId }: SignedIn, live: Live): void {
  stream.write('retry: 3000\n\n');
  const beat = setInterval(() => stream.write(':\n\n'), BEAT_EVERY).unref();
  const leave = live.follow(townHallId, (heard) => {
    if (stream.writableLength > TOO_LATE) stream.destroy();
    else stream.write(lineOf(heard));
  });
  stream.on('close', () => {
    clearInterval(beat);
    leave();
  });
}

const lineOf = (heard: Announcement) => `data: ${JSON.stringify(heard)}\n\n`;

/** A stream outlives the request that opened it: signed out or expired, it ends. */
function keepChecking(stream: PassThrough, isStillThere: () => Promise<boolean>, every: number): void {
  // The database being away is no reason to send everyone out.
  const check = setInterval(
    () =>
      isStillThere().then(
        (isThere) => isThere || stream.end(),
        () => undefined,
      ),
    every,
  ).unref();
  stream.on('close', () => clearInterval(check));
}
