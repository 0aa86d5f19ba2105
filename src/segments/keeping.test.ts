import { expect, test } from 'vitest';
import { ever, group, isPerson, keep, namesOf, TODAY, tale } from '../../test/canteen.ts';
import { newField } from '../contacts/fields/contract.ts';
import { addField } from '../contacts/fields/fields.ts';
import { contactsDb } from '../contacts/tables.ts';
import { newId } from '../platform/ids.ts';
import { explain } from './explanation.ts';
import {
  addSegment,
  archiveSegment,
  changeSegment,
  countRule,
  getSegment,
  listContactsIn,
  listSegments,
  restoreSegment,
  sampleOf,
} from './segments.ts';
import { vocabularyOf } from './vocabulary.ts';

test(
  'a segment is kept, changed by one agent at a time, archived and put back',
  tale(async ({ scope, nextDoor }) => {
    const parents = await addSegment(scope, { name: 'Parents', rule: keep(isPerson) });
    const changed = await changeSegment(scope, parents.id, { name: 'Familles', rule: keep(ever), version: 1 });
    expect(changed).toMatchObject({ name: 'Familles', version: 2, rule: keep(ever) });
    await expect(changeSegment(scope, parents.id, { name: 'Autre', rule: keep(), version: 1 })).rejects.toMatchObject({
      kind: 'stale',
    });
    await expect(nextDoor((other) => getSegment(other, parents.id))).rejects.toMatchObject({ code: 'segment.missing' });

    await addSegment(scope, { name: 'Aînés', rule: keep() });
    const page = await listSegments(scope, { limit: 1 });
    expect(page.items.map(({ name }) => name)).toEqual(['Aînés']);
    expect((await listSegments(scope, { limit: 1, cursor: page.nextCursor ?? '' })).items.map(({ name }) => name)).toEqual([
      'Familles',
    ]);

    await archiveSegment(scope, parents.id);
    expect((await listSegments(scope, { limit: 50 })).items.map(({ name }) => name)).toEqual(['Aînés']);
    expect((await getSegment(scope, parents.id)).archivedAt).toBe(TODAY);
    await restoreSegment(scope, parents.id);
    expect((await listSegments(scope, { limit: 50 })).items).toHaveLength(2);
  }),
);

test(
  'a rule is offered the words of the town hall, the most frequent first',
  tale(async ({ scope, ids }) => {
    expect(await vocabularyOf(scope)).toEqual({
      tags: [
        { id: ids['elder'], name: 'Aîné' },
        { id: ids['parent'], name: 'Parent d’élève' },
      ],
      purposes: [{ id: ids['news'], name: 'Vie de la commune' }],
      subjects: expect.arrayContaining([{ id: ids['canteen'], name: 'Cantine' }]),
      municipalities: expect.arrayContaining(['Valmeraude', 'VALMERAUDE', 'Valbruyère']),
      postcodes: ['99001'],
      sources: ['Guichet', 'Forum'],
      ...{ fields: [], districts: [], roles: [], segments: [], lists: [], themes: [], kinds: [], solicitedFrom: 4 },
    });
  }),
);

const within = (...values: string[]) => ({ field: 'segment', test: 'is_one_of', values });

test(
  'a segment leans on others, archived or not, but never in a circle',
  tale(async ({ scope, transact }) => {
    const people = await addSegment(scope, { name: 'Habitants', rule: keep(isPerson) });
    const joined = await addSegment(scope, {
      name: 'Joignables',
      rule: keep(within(people.id), { field: 'has_email', value: true }),
    });
    expect(await namesOf(scope, joined.rule)).toEqual(['Léa']);
    await archiveSegment(scope, people.id);
    expect(await namesOf(scope, keep(within(joined.id)))).toEqual(['Léa']);
    expect((await vocabularyOf(scope)).segments).toContainEqual({ id: people.id, name: 'Habitants', isArchived: true });

    const turnRound = transact((again) =>
      changeSegment(again, people.id, { name: 'Habitants', rule: keep(group('any', within(joined.id))), version: 2 }),
    );
    await expect(turnRound).rejects.toMatchObject({
      code: 'segment.in_circle',
      message: expect.stringContaining('«\u00a0Habitants\u00a0», «\u00a0Joignables\u00a0» s’appuient l’un sur l’autre en rond'),
    });
    const onItself = changeSegment(scope, joined.id, { name: 'Joignables', rule: keep(within(joined.id)), version: 1 });
    await expect(onItself).rejects.toMatchObject({ message: expect.stringContaining('ne peut pas s’appuyer sur lui-même') });
    await expect(countRule(scope, keep(within(newId())))).rejects.toMatchObject({ code: 'segment.unknown_segment' });
  }),
);

test(
  'a sensitive field sorts nobody, by any door, at any depth, nor through another segment (trust P-11)',
  tale(async ({ scope, lea }) => {
    const approval = { dpo: 'Le délégué', approvedOn: '2026-01-01', reason: 'Repas adaptés à la cantine' };
    const field = await addField(scope, newField.parse({ label: 'Allergies', kind: 'text', approval }));
    const asked = { field: 'custom_field', fieldId: field.id, test: 'is_filled' };
    const refused = { code: 'segment.sensitive_field', kind: 'invalid', message: expect.stringContaining('Allergies') };
    for (const chosen of [
      keep(asked),
      keep(group('any', isPerson, group('all', asked))),
      { ...keep(), except: keep(asked).conditions },
    ]) {
      await expect(countRule(scope, chosen)).rejects.toMatchObject(refused);
      await expect(sampleOf(scope, chosen, 2)).rejects.toMatchObject(refused);
      await expect(listContactsIn(scope, chosen, { limit: 2 })).rejects.toMatchObject(refused);
      await expect(explain(scope, { rule: chosen, contactId: lea.id })).rejects.toMatchObject(refused);
      await expect(addSegment(scope, { name: 'Allergiques', rule: chosen })).rejects.toMatchObject(refused);
    }
    const plain = await addField(scope, newField.parse({ label: 'Transport', kind: 'text' }));
    const rides = await addSegment(scope, { name: 'Car', rule: keep({ ...asked, fieldId: plain.id }) });
    await contactsDb(scope)
      .updateTable('customFields')
      .set({ approval: JSON.stringify(approval) as never })
      .where('id', '=', plain.id)
      .execute();
    await expect(countRule(scope, keep(within(rides.id)))).rejects.toMatchObject({ code: 'segment.sensitive_field' });
  }),
);
