import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { sql } from 'kysely';
import { expect, onTestFinished, test } from 'vitest';
import { knock } from '../../test/knock.ts';
import { story, type Town } from '../../test/town.ts';
import { listConsentProofs, listConsents, listPurposes, seedPurposes } from '../consents/consents.ts';
import { addContact, changeContact, getContact } from '../contacts/contacts.ts';
import { type Contact, newContact } from '../contacts/contract.ts';
import { newField } from '../contacts/fields/contract.ts';
import { addField } from '../contacts/fields/fields.ts';
import { listTags } from '../contacts/tags/tags.ts';
import { listInteractions, noteInteraction } from '../interactions/interactions.ts';
import { filesUnder } from '../platform/files.ts';
import { secondsAfter } from '../platform/time.ts';
import { addDistrict } from '../townhalls/districts/districts.ts';
import { type ImportMapping, type ImportRun, importsApi, type LineSearch } from './contract.ts';
import {
  cancelImport,
  changeImport,
  getImport,
  importFile,
  launchImport,
  listImports,
  previewImport,
  undoImport,
  uploadImport,
} from './imports.ts';
import { forgetOldImports } from './run/forgetting.ts';
import { listLines, rejectedLines } from './run/lines.ts';
import { readRun, writeRun } from './run/running.ts';
import { moveRun } from './run/runs.ts';
import { undoRun } from './run/undoing.ts';
import { importsDb } from './tables.ts';

const cantine = new URL('../../test/samples/cantine-2025.csv', import.meta.url).pathname;

/** A desk over a story, with the purposes of the town hall and a folder of its own. */
async function openDesk({ transact }: Pick<Town, 'transact'>) {
  const folder = await mkdtemp(join(tmpdir(), 'parvis-imports-'));
  onTestFinished(async () => rm(folder, { recursive: true, force: true }));
  const purposes = await transact(async (scope) => {
    await seedPurposes(scope);
    return listPurposes(scope);
  });
  return { desk: { transact, files: filesUnder(folder) }, folder, purposes, news: purposes[0]!.id };
}

const bytesOf = (text: string) => Readable.from([Buffer.from(text)]);
const everyLine: LineSearch = { limit: 200 };

/** Brings a text as a file, up to the point where it can be launched. */
async function bring({ scope }: Town, { desk, news }: Awaited<ReturnType<typeof openDesk>>, text: string) {
  const run = await uploadImport(desk, { fileName: 'liste.csv', content: bytesOf(text) });
  return changeImport(scope, run.id, { version: run.version, changes: { purposeId: news, source: 'Inscriptions 2025' } });
}

async function bringAndWrite(town: Town, opened: Awaited<ReturnType<typeof openDesk>>, text: string) {
  const { id } = await bring(town, opened, text);
  await launchImport(town.scope, id);
  await writeRun(opened.desk, id);
  return getImport(town.scope, id);
}

type Counted = 'contacts' | 'consents' | 'interactions' | 'importLines';

const count = async ({ scope }: Pick<Town, 'scope'>, table: Counted) => {
  const counted = importsDb(scope)
    .selectFrom(table)
    .select(({ fn }) => fn.countAll<number>().as('rows'));
  return (await counted.executeTakeFirstOrThrow()).rows;
};

const named = async ({ scope }: Town, lastName: string): Promise<Contact[]> => {
  const rows = await importsDb(scope)
    .selectFrom('contacts')
    .select('id')
    .where('lastName', '=', lastName)
    .orderBy('id')
    .execute();
  return Promise.all(rows.map(({ id }) => getContact(scope, id)));
};

// The figures of the canteen's file were worked out from the file itself by another program (see reading/cantine.test.ts).
const cantineAccount = {
  ...{ lines: 913, people: 866, organizations: 0, merged: 47, rejected: {} },
  ...{ consents: { granted: 436, refused: 234, unknown: 196 }, suppressed: { bounce: 0, complaint: 0 }, exchanges: 0 },
};

test(
  'the canteen’s file, untouched, brings 866 people out of 913 lines to a town that knows nobody, and says so before',
  story(async ({ nextDoor }) => {
    const { desk } = await openDesk({ transact: nextDoor });
    const countAll = (table: Counted) => nextDoor((scope) => count({ scope }, table));
    const asked = { path: cantine, purposeCode: 'municipal_news', source: 'Inscriptions cantine' };
    const foreseen = await importFile(desk, { ...asked, isDryRun: true });
    expect(foreseen).toEqual({
      ...cantineAccount,
      added: 866,
      matched: 0,
      completed: 0,
      importId: null,
      wasImportedBefore: false,
    });
    expect([await countAll('contacts'), await countAll('importLines')]).toEqual([0, 0]);
    expect((await nextDoor((scope) => listImports(scope, { limit: 10 }))).items).toEqual([]);

    const done = await importFile(desk, asked);
    expect(done).toMatchObject({ ...foreseen, importId: expect.any(String) });
    expect(await countAll('contacts')).toBe(866);
    await nextDoor(async (scope) => {
      const { figures } = await getImport(scope, done.importId!);
      expect(figures).toMatchObject({ withEmail: 740, consents: { granted: 436, refused: 234, unknown: 196 } });
      const { rows: answers } = await sql`
        select answer, count(*) as people from consents where town_hall_id = ${scope.townHallId} group by 1 order by 1`.execute(
        scope.db,
      );
      expect(answers).toEqual([
        { answer: 'granted', people: 436 },
        { answer: 'refused', people: 234 },
      ]);
      const { rows: totals } = await sql`
        select count(*) as people, count(email) as emails, count(*) filter (where version > 1) as touched_again from contacts
        where town_hall_id = ${scope.townHallId} and source = 'Inscriptions cantine'`.execute(scope.db);
      expect(totals).toEqual([{ people: 866, emails: 740, touchedAgain: 0 }]);
    });
  }),
);

test(
  'someone of the file whom the base knows already is recognized, and not added',
  story(async (town) => {
    const { desk } = await openDesk(town);
    const done = await importFile(desk, { path: cantine, purposeCode: 'municipal_news', source: 'Inscriptions cantine' });
    expect(done).toMatchObject({ people: 866, added: 865, matched: 1, completed: 1 });
    const completed = await listLines(town.scope, done.importId!, { ...everyLine, outcome: 'completed' });
    expect(completed.items).toMatchObject([{ line: 18, contact: { id: town.lea.id }, draft: { birthDate: '1986-08-23' } }]);
  }),
);

test(
  'importing the same file twice adds nobody, changes nothing, and says it was imported before',
  story(async (town) => {
    const opened = await openDesk(town);
    const asked = { path: cantine, purposeCode: 'municipal_news', source: 'Inscriptions cantine' };
    await importFile(opened.desk, asked);
    const counts = async () => [await count(town, 'contacts'), await count(town, 'consents'), await count(town, 'interactions')];
    const before = await counts();
    const again = await importFile(opened.desk, asked);
    expect(again).toMatchObject({ ...cantineAccount, added: 0, matched: 866, completed: 0, wasImportedBefore: true });
    expect(await counts()).toEqual(before);
  }),
);

test(
  'an import killed midway goes on after the last batch, and ends with the same numbers; its job run again does nothing',
  story(async (town) => {
    const opened = await openDesk(town);
    const before = await count(town, 'contacts');
    const lines = Array.from({ length: 4500 }, (_, at) => `NOM${at};Prénom${at};p${at}@exemple.fr`);
    const { id } = await bring(town, opened, ['Nom;Prénom;Mél', ...lines].join('\n'));
    await launchImport(town.scope, id);
    await launchImport(town.scope, id);
    let batches = 0;
    const dying = {
      ...opened.desk,
      transact: (async (work) => {
        const result = await town.transact(work);
        if ((await count(town, 'contacts')) > before && ++batches === 2) throw new Error('killed');
        return result;
      }) satisfies Town['transact'],
    };
    await expect(writeRun(dying, id)).rejects.toThrow('killed');
    expect(await count(town, 'contacts')).toBe(before + 4000);
    await writeRun(opened.desk, id);
    await writeRun(opened.desk, id);
    expect(await count(town, 'contacts')).toBe(before + 4500);
    expect(await getImport(town.scope, id)).toMatchObject({ state: 'done', figures: { lines: 4500, added: 4500, merged: 0 } });
    expect(await launchImport(town.scope, id)).toMatchObject({ state: 'done' });
  }),
);

test(
  'what the base knows is never overwritten: blanks are filled, and what differs is said',
  story(async (town) => {
    const opened = await openDesk(town);
    await changeContact(town.scope, town.lea.id, { version: 1, changes: { mobilePhone: '+33639980001' } });
    const run = await bringAndWrite(
      town,
      opened,
      'Nom;Prénom;Mél;Portable;Fixe;Étiquette\nMARTIN;LEA;lea.martin@exemple.example;06 39 98 99 99;02 61 91 00 00;Cantine',
    );
    expect(run.figures).toMatchObject({ added: 0, completed: 1 });
    expect(run.figures?.issues).toMatchObject([
      { kind: 'record_kept', count: 1, examples: [{ line: 2, text: 'Téléphone mobile\u00a0: +33639980001 / +33639989999' }] },
    ]);
    expect(await getContact(town.scope, town.lea.id)).toMatchObject({
      firstName: 'Léa',
      mobilePhone: '+33639980001',
      landlinePhone: '+33261910000',
      source: 'Guichet',
      tags: [{ name: 'Cantine' }],
    });
    const { items } = await listInteractions(town.scope, town.lea.id, { limit: 5 });
    expect(items).toMatchObject([{ kind: 'imported', subjectLabel: 'liste.csv', initiative: 'town_hall' }]);
  }),
);

test(
  'two parents who share an e-mail stay two people, in the file as in the base; homonyms born on different days too',
  story(async (town) => {
    const opened = await openDesk(town);
    const run = await bringAndWrite(
      town,
      opened,
      [
        'Nom;Prénom;Mél;Né le',
        'Martin;Paul;lea.martin@exemple.example;',
        'Martin;Léa;lea.martin@exemple.example;01/02/2011',
      ].join('\n'),
    );
    expect(run.figures).toMatchObject({ added: 2, completed: 0 });
    expect(await named(town, 'Martin')).toHaveLength(3);
  }),
);

test(
  'a refusal in force is never turned into an accord by a file, and an accord may become a refusal',
  story(async (town) => {
    const opened = await openDesk(town);
    await bringAndWrite(
      town,
      opened,
      'Nom;Prénom;Mél;Accord newsletter\nMartin;Léa;lea.martin@exemple.example;non\nPetit;Ana;ana@exemple.fr;oui',
    );
    await bringAndWrite(
      town,
      opened,
      'Nom;Prénom;Mél;Accord newsletter\nMartin;Léa;lea.martin@exemple.example;oui\nPetit;Ana;ana@exemple.fr;non',
    );
    const [ana] = await named(town, 'Petit');
    const answerOf = async (contactId: string) => (await listConsents(town.scope, contactId))[0]?.cells[0];
    expect(await answerOf(town.lea.id)).toMatchObject({ channel: 'email', answer: 'refused', method: 'import' });
    expect(await answerOf(ana!.id)).toMatchObject({ answer: 'refused' });
    const proofs = await listConsentProofs(town.scope, ana!.id);
    expect(proofs.map(({ answer, wording, method }) => [answer, wording, method]).sort()).toEqual([
      ['granted', 'Accord newsletter', 'import'],
      ['refused', 'Accord newsletter', 'import'],
    ]);
  }),
);

test(
  'without a purpose and a source nothing is written, nor foreseen',
  story(async (town) => {
    const opened = await openDesk(town);
    const run = await uploadImport(opened.desk, { fileName: 'liste.csv', content: bytesOf('Nom;Prénom\nPetit;Ana') });
    const refusal = { kind: 'invalid', code: 'import.incomplete', errors: [{ field: 'purposeId' }, { field: 'source' }] };
    await expect(launchImport(town.scope, run.id)).rejects.toMatchObject(refusal);
    await expect(previewImport(opened.desk, run.id)).rejects.toMatchObject(refusal);
    const unknown = importFile(opened.desk, { path: cantine, purposeCode: 'spam', source: 'x' });
    await expect(unknown).rejects.toMatchObject({
      code: 'import.purpose_unknown',
      message: expect.stringContaining('municipal_news'),
    });
  }),
);

test(
  'through its doors: a file is read, foreseen and told line by line; the neighbour knows nothing of it',
  story(async (town) => {
    await openDesk(town);
    const house = await knock(town);
    const editor = await house.as('editor');
    const upload = Buffer.from('Nom;Prénom;Mél;Allergies\nPetit;Ana;ana @exemple.fr;arachide\n;;seul@exemple.fr;');
    const sent = await editor.ask(importsApi.upload, { query: { fileName: 'liste.csv' } }, { upload });
    expect(sent.status).toBe(201);
    expect(sent.reply.layout.columns[3]).toMatchObject({ verdict: 'forbidden', reason: 'health', samples: [] });
    const params = { importId: sent.reply.id };
    expect((await editor.ask(importsApi.preview, { params })).status).toBe(422);
    const [purpose] = await listPurposes(town.scope);
    const mapping = { targets: [...sent.reply.mapping.targets], acceptedRepairs: ['email_malformed' as const] };
    const body = { purposeId: purpose!.id, source: 'Judo', mapping };
    const forbidden = {
      ...body,
      mapping: { targets: sent.reply.mapping.targets.map((target, at) => (at === 3 ? ('note' as const) : target)) },
    };
    const refused = await editor.ask(importsApi.change, { params, body: forbidden }, { version: 1 });
    expect([refused.status, refused.problem.code]).toEqual([422, 'import.column_forbidden']);
    expect((await editor.ask(importsApi.change, { params, body }, { version: 9 })).status).toBe(412);
    expect((await editor.ask(importsApi.change, { params, body }, { version: 1 })).status).toBe(200);

    const foreseen = await editor.ask(importsApi.preview, { params });
    expect(foreseen.reply).toMatchObject({
      state: 'ready',
      figures: { lines: 2, added: 1, rejected: { no_name: 1 }, withEmail: 1 },
    });
    const lines = await editor.ask(importsApi.listLines, { params, query: { outcome: 'added' } });
    expect(lines.reply.items).toMatchObject([{ line: 2, draft: { email: 'ana@exemple.fr' }, contact: null }]);

    const reader = await house.as('reader');
    expect((await reader.ask(importsApi.launch, { params })).status).toBe(403);
    const neighbour = await house.as('administrator', town.nextDoor);
    expect((await neighbour.ask(importsApi.show, { params })).status).toBe(404);
    expect((await neighbour.ask(importsApi.list, {})).reply.items).toEqual([]);
    expect((await neighbour.ask(importsApi.listLines, { params })).status).toBe(404);
    expect((await neighbour.ask(importsApi.rejectedLines, { params })).status).toBe(404);
    expect((await neighbour.ask(importsApi.undo, { params })).status).toBe(404);
  }),
);

test(
  'undone, an import leaves the base as it was; a person somebody noted something about since is kept',
  story(async (town) => {
    const opened = await openDesk(town);
    const counts = async () => [await count(town, 'contacts'), await count(town, 'consents')];
    const lea = await getContact(town.scope, town.lea.id);
    const before = await counts();
    const run = await bringAndWrite(
      town,
      opened,
      [
        'Nom;Prénom;Mél;Fixe;Accord newsletter;Étiquette',
        'Martin;Léa;lea.martin@exemple.example;02 61 91 00 00;oui;Cantine',
        'Petit;Ana;ana@exemple.fr;;oui;Cantine',
        'Petit;Zoé;zoe@exemple.fr;;non;',
      ].join('\n'),
    );
    const zoe = (await named(town, 'Petit')).find(({ firstName }) => firstName === 'Zoé')!;
    await noteInteraction({ ...town.scope, now: secondsAfter(zoe.createdAt, 60) }, zoe.id, { kind: 'note', note: 'A appelé.' });
    await undoImport(town.scope, run.id);
    await undoRun(town.transact, run.id);
    await undoRun(town.transact, run.id);

    const undone = await getImport(town.scope, run.id);
    expect(undone).toMatchObject({ state: 'undone', undo: { removed: 1, restored: 1, kept: 1 } });
    expect(await counts()).toEqual([before[0]! + 1, before[1]]);
    expect((await named(town, 'Petit')).map(({ firstName }) => firstName)).toEqual(['Zoé']);
    const { version, changedAt, changedBy, ...restored } = await getContact(town.scope, town.lea.id);
    expect(lea).toMatchObject(restored);
    const kept = await listLines(town.scope, run.id, { ...everyLine, takenBack: 'kept' });
    expect(kept.items).toMatchObject([{ line: 4, contact: { id: zoe.id } }]);
    await expect(launchImport(town.scope, run.id)).rejects.toMatchObject({ code: 'import.undone' });
  }),
);

test(
  'undoing gives back the answer there was before, and keeps what somebody corrected since',
  story(async (town) => {
    const opened = await openDesk(town);
    const header = 'Nom;Prénom;Mél;Fixe;Accord newsletter';
    await bringAndWrite(town, opened, `${header}\nMartin;Léa;lea.martin@exemple.example;;oui`);
    const run = await bringAndWrite(town, opened, `${header}\nMartin;Léa;lea.martin@exemple.example;02 61 91 00 00;non`);
    const { version } = await getContact(town.scope, town.lea.id);
    await changeContact(town.scope, town.lea.id, { version, changes: { landlinePhone: '+33261911111' } });
    await undoImport(town.scope, run.id);
    await undoRun(town.transact, run.id);
    expect(await getImport(town.scope, run.id)).toMatchObject({ undo: { removed: 0, restored: 0, kept: 1 } });
    expect(await getContact(town.scope, town.lea.id)).toMatchObject({ landlinePhone: '+33261911111' });
    const [row] = await listConsents(town.scope, town.lea.id);
    expect(row?.cells[0]).toMatchObject({ answer: 'granted' });
    const proofs = await listConsentProofs(town.scope, town.lea.id);
    expect(proofs.map(({ wording }) => wording)).toContain(
      'Import de «\u00a0liste.csv\u00a0» annulé\u00a0: la réponse précédente est rétablie.',
    );
  }),
);

test(
  'undoing twice two imports of one file leaves nobody behind, and nothing can be undone after thirty days',
  story(async (town) => {
    const opened = await openDesk(town);
    const before = await count(town, 'contacts');
    const text = 'Nom;Prénom;Mél\nPetit;Ana;ana@exemple.fr';
    const first = await bringAndWrite(town, opened, text);
    const second = await bringAndWrite(town, opened, text);
    expect(second.sameFile).toMatchObject({ importId: first.id });
    for (const { id } of [first, second]) {
      await undoImport(town.scope, id);
      await undoRun(town.transact, id);
    }
    expect(await count(town, 'contacts')).toBe(before);
    const third = await bringAndWrite(town, opened, text);
    const later = { ...town.scope, now: secondsAfter(third.finishedAt!, 31 * 24 * 3600) };
    await expect(undoImport(later, third.id)).rejects.toMatchObject({ code: 'import.undo_too_late' });
  }),
);

test(
  'an import that is stopped keeps what it wrote, and goes on or is taken back',
  story(async (town) => {
    const opened = await openDesk(town);
    const before = await count(town, 'contacts');
    const lines = Array.from({ length: 2500 }, (_, at) => `NOM${at};Prénom${at};p${at}@exemple.fr`);
    const { id } = await bring(town, opened, ['Nom;Prénom;Mél', ...lines].join('\n'));
    await launchImport(town.scope, id);
    await cancelImport(town.scope, id);
    await writeRun(opened.desk, id);
    expect(await getImport(town.scope, id)).toMatchObject({ state: 'cancelled', figures: { lines: 2000, added: 2000 } });
    await launchImport(town.scope, id);
    await writeRun(opened.desk, id);
    expect(await getImport(town.scope, id)).toMatchObject({ state: 'done', figures: { lines: 2500, added: 2500 } });
    expect(await count(town, 'contacts')).toBe(before + 2500);
  }),
);

test(
  'rejected lines leave as a file the agent can mend: accents for Excel, and no formula',
  story(async (town) => {
    const opened = await openDesk(town);
    const run = await bringAndWrite(town, opened, 'Nom;Prénom;Rue\nPetit;Ana;\n;;=HYPERLINK("http://x")\n;;"12; rue ""du Gué"""');
    const { content, fileName } = await rejectedLines(opened.desk, run.id);
    expect(fileName).toBe('liste - lignes rejetées.csv');
    expect(content).toBe(
      '\ufeffLigne;Motif;Nom;Prénom;Rue\r\n3;Ni nom ni structure;;;"\'=HYPERLINK(""http://x"")"\r\n4;Ni nom ni structure;;;"12; rue ""du Gué"""\r\n',
    );
  }),
);

test(
  'a large file is read as a job with its bar, and the job run twice reads it once',
  story(async (town) => {
    const opened = await openDesk(town);
    const lines = Array.from({ length: 25_000 }, (_, at) => `NOM${at % 900};Prénom${at};prenom.nom.du.numero.${at}@exemple.fr`);
    const { id } = await bring(town, opened, ['Nom;Prénom;Mél', ...lines].join('\n'));
    const begun = await previewImport(opened.desk, id);
    expect(begun).toMatchObject({ state: 'reading', longWorkId: expect.any(String), figures: null });
    expect((await previewImport(opened.desk, id)).longWorkId).toBe(begun.longWorkId);
    await readRun(opened.desk, id);
    await readRun(opened.desk, id);
    expect(await getImport(town.scope, id)).toMatchObject({ state: 'ready', figures: { lines: 25_000, added: 25_000 } });
  }),
);

test(
  'settings changed while a file is being read: that reading gives up, and the next one says the figures',
  story(async (town) => {
    const opened = await openDesk(town);
    const lines = Array.from({ length: 2500 }, (_, at) => `NOM${at};Prénom${at};p${at}@exemple.fr`);
    const run = await bring(town, opened, ['Nom;Prénom;Mél', ...lines].join('\n'));
    await town.transact((scope) => moveRun(scope, run, { state: 'reading' }));
    let isChanged = false;
    const busy = {
      ...opened.desk,
      transact: (async (work) => {
        const result = await town.transact(work);
        if (!isChanged && (await count(town, 'importLines')) === 1000) {
          isChanged = true;
          const { version, mapping } = await getImport(town.scope, run.id);
          const targets = [...mapping.targets.slice(0, 2), 'ignore' as const];
          await changeImport(town.scope, run.id, { version, changes: { mapping: { ...mapping, targets } } });
        }
        return result;
      }) satisfies Town['transact'],
    };
    await readRun(busy, run.id);
    expect(await getImport(town.scope, run.id)).toMatchObject({ state: 'uploaded', figures: null });
    expect((await previewImport(opened.desk, run.id)).figures).toMatchObject({ lines: 2500, withEmail: 0 });
  }),
);

test(
  'thirty days later the journal keeps the figures and nothing of the people',
  story(async (town) => {
    const opened = await openDesk(town);
    const run = await bringAndWrite(town, opened, 'Nom;Prénom;Mél\nPetit;Ana;ana @exemple.fr');
    await forgetOldImports(opened.desk);
    expect(await count(town, 'importLines')).toBe(1);
    await importsDb(town.scope)
      .updateTable('importRuns')
      .set({ finishedAt: '2026-01-01T00:00:00.000Z' })
      .where('id', '=', run.id)
      .execute();
    await forgetOldImports(opened.desk);
    await forgetOldImports(opened.desk);
    expect(await count(town, 'importLines')).toBe(0);
    const kept = await getImport(town.scope, run.id);
    expect(kept.figures).toMatchObject({ added: 1 });
    expect(JSON.stringify(kept)).not.toMatch(/ana|Petit/);
    await expect(rejectedLines(opened.desk, run.id)).rejects.toMatchObject({ kind: 'gone' });
  }),
);

test(
  'a file is brought by hand from its mapping: headings by their names, and a wrong one is told',
  story(async (town) => {
    const { desk, folder } = await openDesk(town);
    const path = join(folder, 'adherents.csv');
    await writeFile(path, 'Nom;Prénom;Divers\nPetit;Ana;Chorale');
    const asked = { path, purposeCode: 'culture_sport', source: 'Chorale' };
    await expect(importFile(desk, { ...asked, answers: { columns: { Autre: 'tag' } } })).rejects.toMatchObject({
      code: 'import.heading_unknown',
      message: expect.stringContaining('Divers'),
    });
    await importFile(desk, { ...asked, answers: { columns: { Divers: 'tag' } } });
    expect((await listTags(town.scope)).map(({ name, contactCount }) => [name, contactCount])).toEqual([['Chorale', 1]]);
  }),
);

test(
  'an archived record is completed and left archived, and the report says so',
  story(async (town) => {
    const opened = await openDesk(town);
    const zoe = await addContact(town.scope, newContact.parse({ firstName: 'Zoé', lastName: 'Petit', email: 'zoe@exemple.fr' }));
    await importsDb(town.scope).updateTable('contacts').set({ archivedAt: town.scope.now }).where('id', '=', zoe.id).execute();
    const run = await bringAndWrite(town, opened, 'Nom;Prénom;Mél;Fixe\nPetit;Zoé;zoe@exemple.fr;02 61 91 00 00');
    expect(run.figures).toMatchObject({ added: 0, completed: 1, issues: [{ kind: 'record_archived', count: 1 }] });
    expect(await getContact(town.scope, zoe.id)).toMatchObject({ landlinePhone: '+33261910000', archivedAt: town.scope.now });
  }),
);

test(
  'whoever lives in a street of a district is placed there',
  story(async (town) => {
    const opened = await openDesk(town);
    const bourg = await addDistrict(town.scope, { name: 'Le Bourg', streets: ['rue de l’Arche', 'place du Marché'] });
    await addDistrict(town.scope, { name: 'Le Gué', streets: ['rue du Gué'] });
    await bringAndWrite(
      town,
      opened,
      'Nom;Prénom;Adresse\nPetit;Ana;"98 ter, rue de l\'Arche"\nGrand;Ida;RUE DE L’ARCHE\nMoyen;Paul;3 rue de l’Arche Neuve',
    );
    const placed = await importsDb(town.scope)
      .selectFrom('contacts')
      .select(['lastName', 'districtId'])
      .where('source', '!=', 'Guichet')
      .where('lastName', 'in', ['Petit', 'Grand', 'Moyen'])
      .orderBy('lastName')
      .execute();
    expect(placed).toEqual([
      { lastName: 'Grand', districtId: bourg.id },
      { lastName: 'Moyen', districtId: null },
      { lastName: 'Petit', districtId: bourg.id },
    ]);
  }),
);

test(
  'a column goes to a field the town hall defined: of a child’s line the class is kept, and never the name',
  story(async (town) => {
    const { desk, folder } = await openDesk(town);
    const classes = await addField(
      town.scope,
      newField.parse({ label: 'Classes', kind: 'choices', options: ['PS', 'CP', 'CM1'].map((label) => ({ label })) }),
    );
    const notes = await addField(town.scope, newField.parse({ label: 'Mot libre', kind: 'text' }));
    const path = join(folder, 'cantine.csv');
    await writeFile(
      path,
      'Nom Prénom responsable;Mél;Enfant(s) / classe\nMARTIN Léa;lea.martin@exemple.example;"Lina (CM1)\nZoé (CP)"\nPETIT Ana;;Malo (6e)',
    );
    const bring = (fieldId: string) =>
      importFile(desk, {
        path,
        purposeCode: 'school_life',
        source: 'Cantine',
        answers: { columns: { 'Enfant(s) / classe': `field:${fieldId}` } },
      });
    await expect(bring(notes.id)).rejects.toMatchObject({ code: 'import.children' });
    const { importId } = await bring(classes.id);
    const values = async () => (await getContact(town.scope, town.lea.id)).custom[classes.id];
    expect(await values()).toEqual(classes.options.filter(({ label }) => label !== 'PS').map(({ id }) => id));
    expect((await getImport(town.scope, importId!)).figures?.issues).toMatchObject([{ kind: 'value_unreadable', count: 1 }]);
    await undoImport(town.scope, importId!);
    await undoRun(town.transact, importId!);
    expect(await values()).toBeUndefined();
  }),
);

test(
  'files that may name children, or come from civil status, ask before they are read',
  story(async (town) => {
    const opened = await openDesk(town);
    const children = await bring(town, opened, 'Nom;Prénom;Classe\nPetit;Ana;CP');
    expect(children).toMatchObject({ mayNameChildren: true });
    await expect(previewImport(opened.desk, children.id)).rejects.toMatchObject({ code: 'import.person_unsaid' });
    const answer = (run: ImportRun, mapping: Partial<ImportMapping>) =>
      changeImport(town.scope, run.id, { version: run.version, changes: { mapping: { ...run.mapping, ...mapping } } });
    await expect(answer(children, { person: 'child' })).rejects.toMatchObject({ code: 'import.children' });
    await answer(children, { person: 'adult' });
    expect(await previewImport(opened.desk, children.id)).toMatchObject({ figures: { added: 1 }, informBy: null });

    const births = await bring(town, opened, 'Registre des naissances 2026\nNom;Prénom\nPetit;Ana');
    await expect(previewImport(opened.desk, births.id)).rejects.toMatchObject({ code: 'import.civil_status' });
    const agreed = await answer(births, { origin: { kind: 'civil_status', hasAgreement: true } });
    expect(agreed.informBy).toMatch(/^\d{4}-\d\d-\d\d$/);
    expect((await previewImport(opened.desk, births.id)).figures).toMatchObject({ added: 1 });
  }),
);

test(
  'a match the agent refuses makes two people; the same headings are proposed the same way next time',
  story(async (town) => {
    const opened = await openDesk(town);
    const text = 'Nom;Prénom;Mél;Divers\nMartin;Léa;lea.martin@exemple.example;Chorale';
    const run = await bring(town, opened, text);
    const mapping = { ...run.mapping, targets: ['last_name', 'first_name', 'email', 'tag'] as const, apart: [2] };
    await changeImport(town.scope, run.id, {
      version: run.version,
      changes: { mapping: { ...mapping, targets: [...mapping.targets] } },
    });
    await launchImport(town.scope, run.id);
    await writeRun(opened.desk, run.id);
    expect((await getImport(town.scope, run.id)).figures).toMatchObject({ added: 1, completed: 0 });
    const next = await bring(town, opened, 'Nom;Prénom;Mél;Divers\nPetit;Ana;;Judo');
    expect(next.mapping).toMatchObject({ targets: mapping.targets, apart: [] });
  }),
);

test(
  'couples are cut in two once the agent agrees, and share where they live and how they are reached',
  story(async (town) => {
    const opened = await openDesk(town);
    const run = await bring(
      town,
      opened,
      'Nom;Mél;Adresse\nKarim et Rosalie BENALI;b@exemple.fr;12 rue du Gué, 00300 VALMERAUDE\nM. et Mme PETIT;;',
    );
    const before = await previewImport(opened.desk, run.id);
    expect(before.figures).toMatchObject({
      lines: 2,
      people: 2,
      issues: [{ kind: 'name_of_two_people', count: 2, repairable: 1 }],
    });
    const changes = { mapping: { ...before.mapping, acceptedRepairs: ['name_of_two_people' as const] } };
    await changeImport(town.scope, run.id, { version: before.version, changes });
    await launchImport(town.scope, run.id);
    await writeRun(opened.desk, run.id);
    expect((await getImport(town.scope, run.id)).figures).toMatchObject({ lines: 2, people: 3, added: 3 });
    const [one, other] = await named(town, 'Benali').then((all) => all.filter(({ email }) => email === 'b@exemple.fr'));
    expect([one?.firstName, other?.firstName].sort()).toEqual(['Karim', 'Rosalie']);
    expect(one).toMatchObject({ addressLine: '12 rue du Gué', postcode: '00300', municipality: 'Valmeraude' });
  }),
);
