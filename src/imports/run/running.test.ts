import { expect, test } from 'vitest';
import { bring, bringAndWrite, count, openDesk } from '../../../test/stage/import-desk.ts';
import { story, type Town } from '../../../test/town.ts';
import { changeImport, getImport, previewImport } from '../imports.ts';
import { importsDb } from '../tables.ts';
import { forgetOldImports } from './forgetting.ts';
import { rejectedLines } from './lines.ts';
import { readRun } from './running.ts';
import { moveRun } from './runs.ts';

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
