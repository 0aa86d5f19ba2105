import { expect, test } from 'vitest';
import { story } from '../../../test/town.ts';
import type { Scope } from '../../platform/scope.ts';
import { archiveContacts } from '../contacts.ts';
import { contactsFootprint } from '../footprint.ts';
import { membershipChange, newMembership } from './contract.ts';
import { roleInWords } from './labels.ts';
import { addMembership, changeMembership, listMemberships, listRoles, removeMembership } from './memberships.ts';

const add = (scope: Scope, draft: Parameters<typeof newMembership.parse>[0]) => addMembership(scope, newMembership.parse(draft));

test(
  'a role is on both records: where for the person, who for the association',
  story(async ({ scope, lea, judo }) => {
    const membership = await add(scope, { personId: lea.id, organizationId: judo.id, role: 'Trésorerie', since: '2023-09-03' });
    expect(membership).toMatchObject({
      person: { id: lea.id, firstName: 'Léa' },
      organization: { id: judo.id, lastName: 'Judo Club' },
      role: { label: 'Trésorerie' },
    });
    expect(await listMemberships(scope, lea.id)).toEqual([membership]);
    expect(await listMemberships(scope, judo.id)).toEqual([membership]);
    expect(roleInWords(membership)).toBe('Trésorerie depuis le 3 septembre 2023');
  }),
);

test(
  'a role written in another case is the same role, and the list of them grows with use',
  story(async ({ scope, lea, karim, judo }) => {
    const [one, other] = [
      await add(scope, { personId: lea.id, organizationId: judo.id, role: 'Bénévole' }),
      await add(scope, { personId: karim.id, organizationId: judo.id, role: 'benevole' }),
    ];
    expect(other.role).toEqual(one.role);
    expect((await listRoles(scope)).map(({ label }) => label)).toEqual(['Bénévole']);
  }),
);

test(
  'an organization has one person to contact; naming another steps the first one down',
  story(async ({ scope, lea, karim, judo }) => {
    const first = await add(scope, { personId: lea.id, organizationId: judo.id, role: 'Présidence', isMainContact: true });
    await add(scope, { personId: karim.id, organizationId: judo.id, role: 'Secrétariat', isMainContact: true });
    expect((await listMemberships(scope, judo.id)).map((one) => [one.person.firstName, one.isMainContact])).toEqual([
      ['Karim', true],
      ['Léa', false],
    ]);
    const back = membershipChange.parse({ role: 'Présidence', isMainContact: true });
    expect(await changeMembership(scope, first.id, { version: 2, change: back })).toMatchObject({ isMainContact: true });
  }),
);

test(
  'a role that ended stays, after those in office, and may begin again',
  story(async ({ scope, lea, karim, judo }) => {
    const draft = { personId: lea.id, organizationId: judo.id, role: 'Présidence' };
    const former = await add(scope, { ...draft, since: '2019-01-01' });
    const ended = membershipChange.parse({ role: 'Présidence', since: '2019-01-01', until: '2024-06-30' });
    await changeMembership(scope, former.id, { version: 1, change: ended });
    await add(scope, { ...draft, personId: karim.id });
    await add(scope, { ...draft, since: '2026-01-01' });
    expect((await listMemberships(scope, judo.id)).map((one) => [one.person.firstName, one.until])).toEqual([
      ['Léa', null],
      ['Karim', null],
      ['Léa', '2024-06-30'],
    ]);
  }),
);

test(
  'the same role twice, an end before its beginning, a person in a person are refused',
  story(async ({ scope, transact, nextDoor, lea, karim, judo }) => {
    const draft = { personId: lea.id, organizationId: judo.id, role: 'Présidence' };
    const { id } = await add(scope, draft);
    const refusal = (attempt: (later: Scope) => Promise<unknown>) => transact(attempt).catch(({ code }) => code);
    const backwards = membershipChange.parse({ role: 'Présidence', since: '2026-02-01', until: '2026-01-01' });
    expect(await refusal((later) => add(later, draft))).toBe('membership.known_already');
    expect(await refusal((later) => changeMembership(later, id, { version: 1, change: backwards }))).toBe(
      'membership.ends_before_it_began',
    );
    expect(await refusal((later) => add(later, { ...draft, organizationId: karim.id }))).toBe('membership.misplaced');
    expect(await refusal((later) => add(later, { ...draft, personId: judo.id }))).toBe('membership.misplaced');
    expect(await nextDoor((neighbour) => add(neighbour, draft).catch(({ code }) => code))).toBe('contact.missing');
  }),
);

test(
  'a link noted by mistake is removed; a twin takes the others over, once each',
  story(async ({ scope, lea, karim, judo }) => {
    const mistake = await add(scope, { personId: lea.id, organizationId: judo.id, role: 'Direction' });
    await removeMembership(scope, mistake.id);
    await add(scope, { personId: karim.id, organizationId: judo.id, role: 'Présidence' });
    await add(scope, { personId: lea.id, organizationId: judo.id, role: 'Présidence' });
    await add(scope, { personId: karim.id, organizationId: judo.id, role: 'Bénévole' });
    await contactsFootprint.hand(scope, karim.id, lea.id);
    await archiveContacts(scope, [karim.id]);
    expect((await listMemberships(scope, judo.id)).map((one) => [one.person.id, one.role.label]).sort()).toEqual(
      [
        [lea.id, 'Bénévole'],
        [lea.id, 'Présidence'],
      ].sort(),
    );
  }),
);
