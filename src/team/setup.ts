import { timingSafeEqual } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import type { FileStore } from '../platform/files.ts';
import { conflict, invalid, Problem } from '../platform/problem.ts';
import { openScope, type Scope, systemActor } from '../platform/scope.ts';
import type { Seal } from '../platform/seal.ts';
import {
  bringLogo,
  changeSettings,
  disbandTownHall,
  draftTownHall,
  foundTownHall,
  listTownHalls,
} from '../townhalls/townhalls.ts';
import type { Beginning, NewBeginning, Session } from './contract.ts';
import { hashPassword, refuseWeak } from './passwords.ts';
import { type Door, openSessionOf, whoAmI } from './sign-in.ts';
import { teamDb } from './tables.ts';
import { addTeamMember } from './team.ts';

/** Of the demo's agents. No secret: it opens people who do not exist, and the sign-in screen gives it. */
export const demoPassword = 'Bonjour Valmeraude';

/** Proves to the setup, from another machine, that one can read what the server printed when it started: « 3F7A-09C2-B41D ». */
export const setupCode = (seal: Seal): string =>
  Buffer.from(seal.sign('setup', 'code'), 'base64url')
    .toString('hex')
    .slice(0, 12)
    .toUpperCase()
    .replace(/(.{4})(?=.)/g, '$1-');

export async function showBeginning({ entrance, visit }: Pick<Door, 'entrance' | 'visit'>): Promise<Beginning> {
  const townHalls = await listTownHalls(entrance.db);
  const demo = townHalls.find(({ isDemo }) => isDemo);
  return {
    canBegin: townHalls.every(({ isDemo }) => isDemo),
    needsSetupCode: !visit.isLocal,
    demo: demo
      ? {
          name: demo.name,
          slug: demo.slug,
          password: visit.isLocal ? demoPassword : null,
          agents: await entrance.transactAt(demo.id)((scope) =>
            teamDb(scope)
              .selectFrom('teamMembers')
              .select(['email', 'firstName', 'lastName', 'role'])
              .where('secondFactorExempt', '=', true)
              .where('disabledAt', 'is', null)
              .orderBy('createdAt')
              .orderBy('id')
              .execute(),
          ),
        }
      : null,
  };
}

/** What a founding needs of floors above and of the disk. */
export interface Founding {
  files: FileStore;
  /** Gives a new town hall what it starts with, in the transaction that founds it. */
  furnish(scope: Scope): Promise<void>;
}

/** The mairie begins and the demo ends, both or neither; then whoever did it goes on to their second factor. */
export async function begin(door: Door, beginning: NewBeginning, { files, furnish }: Founding): Promise<Session> {
  refuseOutsider(door, beginning.setupCode);
  const draft = await draftTownHall(beginning.inseeCode);
  if (!draft) throw municipalityUnknown();
  const keepLogo = beginning.logo ? await bringLogo(beginning.logo) : undefined;
  const { password, ...person } = beginning.administrator;
  refuseWeak(password, [draft.name, person.email, person.firstName, person.lastName], 'administrator.password');
  const passwordHash = await hashPassword(password, door.cost);

  const { token, left, townHallId } = await door.entrance.found(async (ground) => {
    const left = await leaveDemo(ground.db);
    const townHall = await foundTownHall(ground, draft);
    const scope = await openScope(ground, townHall.id, systemActor);
    await changeSettings(scope, settingsOf(beginning), 1);
    await furnish(scope);
    const { id } = await addTeamMember(scope, { ...person, role: 'administrator', passwordHash });
    return { left, townHallId: townHall.id, token: await openSessionOf(scope, door, { id, isExempt: false }) };
  });
  for (const former of left) await files.forgetAll(former);
  await keepLogo?.(door.entrance.transactAt(townHallId), files);
  door.visit.keepSession(token);
  return whoAmI(door.entrance, token);
}

const settingsOf = ({ inseeCode, setupCode, administrator, logo, ...settings }: NewBeginning) => settings;

function refuseOutsider({ visit, seal }: Door, code: string | undefined): void {
  if (visit.isLocal) return;
  const [expected, given] = [Buffer.from(setupCode(seal)), Buffer.from(code ?? '')];
  if (expected.length === given.length && timingSafeEqual(expected, given)) return;
  const message = 'Recopiez le code d’installation que le serveur a affiché à son démarrage.';
  throw new Problem('denied', 'setup.code_refused', {
    message: 'Cette installation attend son code.',
    errors: [{ field: 'setupCode', message }],
  });
}

const municipalityUnknown = () =>
  invalid('setup.municipality_unknown', 'Cette commune n’est pas dans la liste officielle.', [
    { field: 'inseeCode', message: 'Choisissez votre commune dans la liste.' },
  ]);

/** Takes every demo away, and the numbers they had. Two beginnings at once: the second finds the first's town hall. */
async function leaveDemo(db: Kysely<unknown>): Promise<number[]> {
  await sql`select pg_advisory_xact_lock(hashtext('parvis setup'))`.execute(db);
  const townHalls = await listTownHalls(db);
  if (townHalls.some(({ isDemo }) => !isDemo))
    throw conflict(
      'setup.already_done',
      'Une mairie est déjà installée ici. Connectez-vous, ou demandez un accès à son administrateur.',
    );
  for (const { id } of townHalls) await disbandTownHall(db, id);
  return townHalls.map(({ id }) => id);
}
