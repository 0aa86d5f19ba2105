import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { knock } from '../../test/knock.ts';
import {
  bring,
  bringAndWrite,
  bytesOf,
  type Counted,
  cantine,
  count,
  everyLine,
  named,
  openDesk,
} from '../../test/stage/import-desk.ts';
import { story, type Town } from '../../test/town.ts';
import { listConsentProofs, listConsents, listPurposes } from '../consents/consents.ts';
import { importsApi } from './contract.ts';
import { getImport, importFile, launchImport, listImports, previewImport, uploadImport } from './imports.ts';
import { listLines } from './run/lines.ts';
import { writeRun } from './run/running.ts';

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
