import { expect, test } from 'vitest';
import { portal, recordAt } from '../../../test/stage/portal.ts';
import { story, type Town } from '../../../test/town.ts';
import { contactsDb } from '../../contacts/tables.ts';
import { addPurpose, leftOutBecause, listPurposes } from '../consents.ts';
import type { Confirming } from './jobs.ts';

/** Loi informatique et libertés, art. 45 (trust P-27): the joint agreement of the child and of a parent. */
const withTheYoung = (
  play: (town: Town, stage: Awaited<ReturnType<typeof portal>> & { young: string; general: string }) => Promise<void>,
) =>
  story(async (town) => {
    const stage = await portal(town);
    const { id: young } = await addPurpose(town.scope, { name: 'Été des jeunes', legalBasis: 'consent', isOpenToMinors: true });
    const general = (await listPurposes(town.scope))[0]?.id ?? '';
    await play(town, { ...stage, young: `${young} email`, general: `${general} email` });
  });

const child = { age: 'under_15', guardianEmail: 'parent@exemple.example', email: 'enfant@exemple.example' };

test(
  'age is asked only where something is made for the young',
  story(async (town) => {
    const { open } = await portal(town);
    expect((await open()).body).not.toContain('name="age"');
    await addPurpose(town.scope, { name: 'Été des jeunes', legalBasis: 'consent', isOpenToMinors: true });
    expect((await open()).body).toContain('name="age"');
  }),
);

test.each<[string, Record<string, string>, string]>([
  ['no answer to the age', { age: '' }, 'Dites si vous avez 15 ans ou plus.'],
  ['a child without a parent', { ...child, guardianEmail: '' }, 'Écrivez votre adresse e-mail'],
  ['a child who is their own parent', { ...child, guardianEmail: child.email }, 'différente de la vôtre'],
])('%s is sent back', (_what, fields, words) =>
  withTheYoung(async (_, { subscribe, young }) => {
    const back = await subscribe({ choices: young, ...fields });
    expect([back.statusCode, back.body.includes(words)]).toEqual([422, true]);
  })(),
);

test(
  'under 15, only what is made for the young can be asked for',
  withTheYoung(async (_, { subscribe, general }) => {
    const back = await subscribe({ ...child, choices: general });
    expect([back.statusCode, back.body.includes('choisissez seulement parmi')]).toEqual([422, true]);
  }),
);

test.each<[string, Confirming[]]>([
  ['child then parent', ['person', 'guardian']],
  ['parent then child', ['guardian', 'person']],
])('under 15, nothing begins before both have agreed: %s', (_order, [first = 'person', second = 'person']) =>
  withTheYoung(async ({ scope }, { subscribe, mailTo, linkIn, send, young }) => {
    await subscribe({ ...child, choices: young });
    const links = { person: linkIn(await mailTo('person')), guardian: linkIn(await mailTo('guardian')) };
    expect((await send({}, { url: links[first] })).body).toContain('C’est noté');
    expect(await recordAt(scope, child.email)).toEqual([]);
    expect((await send({}, { url: links[second] })).statusCode).toBe(303);
    const [record] = await recordAt(scope, child.email);
    expect(record?.birthDate).toBeNull();
    const barrier = async (code: string) => {
      const purposeId = (await listPurposes(scope)).find((one) => one.code === code)?.id ?? '';
      const way = leftOutBecause(scope, { purposeId, channel: 'email' });
      return contactsDb(scope)
        .selectFrom('contacts')
        .select(way.as('reason'))
        .where('id', '=', record?.id ?? '')
        .executeTakeFirst();
    };
    expect([await barrier('alerts'), await barrier('ete_des_jeunes')]).toEqual([{ reason: 'minor' }, { reason: null }]);
  })(),
);
