import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { bring, bringAndWrite, named, openDesk } from '../../../test/stage/import-desk.ts';
import { story } from '../../../test/town.ts';
import { getContact } from '../../contacts/contacts.ts';
import { newField } from '../../contacts/fields/contract.ts';
import { addField } from '../../contacts/fields/fields.ts';
import { listTags } from '../../contacts/tags/tags.ts';
import { addDistrict } from '../../townhalls/districts/districts.ts';
import type { ImportMapping, ImportRun } from '../contract.ts';
import { changeImport, getImport, importFile, launchImport, previewImport, undoImport } from '../imports.ts';
import { importsDb } from '../tables.ts';
import { writeRun } from './running.ts';
import { undoRun } from './undoing.ts';

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
