import { expect, test } from 'vitest';
import { bring, bringAndWrite, named, openDesk } from '../../../test/stage/import-desk.ts';
import { story } from '../../../test/town.ts';
import { addContact, changeContact, getContact } from '../../contacts/contacts.ts';
import { newContact } from '../../contacts/contract.ts';
import { listInteractions } from '../../interactions/interactions.ts';
import { changeImport, getImport, launchImport } from '../imports.ts';
import { importsDb } from '../tables.ts';
import { writeRun } from './running.ts';

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
