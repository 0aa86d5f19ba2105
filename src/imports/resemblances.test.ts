import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { expect, onTestFinished, test } from 'vitest';
import { story, type Town } from '../../test/town.ts';
import { listPurposes, seedPurposes } from '../consents/consents.ts';
import { addContacts } from '../contacts/contacts.ts';
import { newContact } from '../contacts/contract.ts';
import { filesUnder } from '../platform/files.ts';
import { changeImport, getImport, launchImport, previewImport, uploadImport } from './imports.ts';
import { listLines } from './run/lines.ts';
import { decideResemblances } from './run/resembling.ts';
import { writeRun } from './run/running.ts';
import { importsDb } from './tables.ts';

const people = [
  { lastName: 'Tournebise', firstName: 'Maëlle', email: 'm.tournebise@exemple.fr' },
  { lastName: 'Valcourtin', firstName: 'Hervé' },
  { lastName: 'Fontbrune', firstName: 'Gaël', email: 'famille.fontbrune@exemple.fr' },
];
const sheet = `Nom;Prénom;Mél;Étiquette
Tournebise;Maele;m.tournebise@exemple.fr;Chorale
Valcourtin;Hervé;herve@exemple.fr;
Fontbrune;Rosalie;famille.fontbrune@exemple.fr;
Inconnu;Paul;paul@exemple.fr;`;

/** A file of four, read: one line closely resembles a record, one bears a homonym's name, two are strangers. */
async function readSheet(town: Town) {
  const folder = await mkdtemp(join(tmpdir(), 'parvis-resemblances-'));
  onTestFinished(async () => rm(folder, { recursive: true, force: true }));
  const desk = { transact: town.nextDoor, files: filesUnder(folder) };
  const purposeId = await town.nextDoor(async (scope) => {
    await addContacts(
      scope,
      people.map((one) => newContact.parse(one)),
    );
    await seedPurposes(scope);
    return (await listPurposes(scope))[0]!.id;
  });
  const run = await uploadImport(desk, { fileName: 'liste.csv', content: Readable.from([Buffer.from(sheet)]) });
  const changes = { purposeId, source: 'Forum' };
  await town.nextDoor((scope) => changeImport(scope, run.id, { version: run.version, changes }));
  const read = await previewImport(desk, run.id);
  const lines = (resemblance: 'close' | 'homonym') =>
    town.nextDoor(async (scope) =>
      (await listLines(scope, run.id, { limit: 50, resemblance })).items.map(({ line, resembles }) => [
        line,
        resembles?.lastName,
      ]),
    );
  return { desk, read, lines };
}

test(
  'a line that resembles a record is shown beside it; undecided, it is a new record',
  story(async (town) => {
    const { read, lines } = await readSheet(town);
    expect(read.figures).toMatchObject({ added: 4, completed: 0, resemblances: { same: 0, apart: 0, undecided: 2 } });
    expect(await lines('close')).toEqual([[2, 'Tournebise']]);
    expect(await lines('homonym')).toEqual([[3, 'Valcourtin']]);
  }),
);

test(
  'decided one by one, it is kept with the draft, foreseen at once, then written so',
  story(async (town) => {
    const { desk, read, lines } = await readSheet(town);
    const decide = (kind: 'close' | 'homonym', line: number | null, isSame: boolean | null) =>
      town.nextDoor((scope) => decideResemblances(scope, read.id, { kind, line, isSame }));
    const one = await decide('close', 2, true);
    expect(one.figures).toMatchObject({ added: 3, completed: 1, resemblances: { same: 1, apart: 0, undecided: 1 } });
    const back = await decide('close', 2, null);
    expect(back.figures).toMatchObject({ added: 4, completed: 0, resemblances: { undecided: 2 } });
    await decide('close', null, true);
    const both = await decide('homonym', null, false);
    expect(both.figures).toMatchObject({ added: 3, completed: 1, resemblances: { same: 1, apart: 1, undecided: 0 } });

    // Read again under other settings, what was decided still holds.
    await town.nextDoor((scope) =>
      changeImport(scope, read.id, { version: both.version, changes: { mapping: { ...both.mapping, acceptedRepairs: [] } } }),
    );
    const again = await previewImport(desk, read.id);
    expect(again.figures).toMatchObject(both.figures!);
    expect(await lines('close')).toEqual([[2, 'Tournebise']]);

    await town.nextDoor((scope) => launchImport(scope, read.id));
    await writeRun(desk, read.id);
    const written = await town.nextDoor((scope) => getImport(scope, read.id));
    expect(written).toMatchObject({ state: 'done', figures: { added: 3, completed: 1, resemblances: { same: 1, apart: 1 } } });
    const named = await town.nextDoor((scope) =>
      importsDb(scope)
        .selectFrom('contacts')
        .select(['firstName', 'lastName', 'version'])
        .where('lastName', 'in', ['Tournebise', 'Valcourtin'])
        .orderBy('lastName')
        .orderBy('version')
        .execute(),
    );
    expect(named.map(({ firstName }) => firstName)).toEqual(['Maëlle', 'Hervé', 'Hervé']);
  }),
);

test(
  'a line that resembles nobody, or a file already written, has nothing to decide',
  story(async (town) => {
    const { desk, read } = await readSheet(town);
    const decide = (line: number) =>
      town.nextDoor((scope) => decideResemblances(scope, read.id, { kind: 'close', line, isSame: true }));
    await expect(decide(5)).rejects.toMatchObject({ code: 'import.resemblance_missing' });
    await town.nextDoor((scope) => launchImport(scope, read.id));
    await writeRun(desk, read.id);
    await expect(decide(2)).rejects.toMatchObject({ code: 'import.already_launched' });
  }),
);
