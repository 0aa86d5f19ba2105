import { expect, test } from 'vitest';
import { bring, bringAndWrite, count, everyLine, named, openDesk } from '../../../test/stage/import-desk.ts';
import { story } from '../../../test/town.ts';
import { listConsentProofs, listConsents } from '../../consents/consents.ts';
import { changeContact, getContact } from '../../contacts/contacts.ts';
import { noteInteraction } from '../../interactions/interactions.ts';
import { secondsAfter } from '../../platform/time.ts';
import { cancelImport, getImport, launchImport, undoImport } from '../imports.ts';
import { listLines } from './lines.ts';
import { writeRun } from './running.ts';
import { undoRun } from './undoing.ts';

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
