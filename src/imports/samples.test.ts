import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { expect, onTestFinished, test } from 'vitest';
import { story, type Town } from '../../test/town.ts';
import { leftOutBecause, listPurposes, seedPurposes } from '../consents/consents.ts';
import { filesUnder } from '../platform/files.ts';
import { getImport, type ImportAnswers, importFile, undoImport } from './imports.ts';
import { undoRun } from './run/undoing.ts';
import { importsDb } from './tables.ts';

// Four files as town halls have them, untouched. Every figure below was counted in the file itself by a few lines of Python of
// their own (csv and zipfile from its standard library: filled cells, digits, Luhn's key, names without accents), then odd lines
// were read one by one. None comes from this code.

const sample = (name: string) => new URL(`../../test/samples/${name}`, import.meta.url).pathname;

/** A town that knows nobody. */
async function bringTo({ nextDoor }: Town, name: string, answers: ImportAnswers = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'parvis-samples-'));
  onTestFinished(async () => rm(folder, { recursive: true, force: true }));
  await nextDoor(seedPurposes);
  const desk = { transact: nextDoor, files: filesUnder(folder) };
  const bring = () =>
    importFile(desk, { path: sample(name), purposeCode: 'municipal_news', source: 'Fichier de la mairie', answers });
  const account = await bring();
  const { figures } = await nextDoor((scope) => getImport(scope, account.importId!));
  const problems = Object.fromEntries(figures!.issues.map(({ kind, count }) => [kind, count]));
  const ask = async <T>(query: (townHallId: number) => ReturnType<typeof sql<T>>) =>
    nextDoor(async (scope) => (await query(scope.townHallId).execute(scope.db)).rows);
  return { account, problems, ask, bring, desk };
}

test(
  'lettre-abonnes.csv: a mailing tool’s export brings agreements confirmed, refusals, and addresses never to write to again',
  story(async (town) => {
    const { account, problems, ask } = await bringTo(town, 'lettre-abonnes.csv');
    expect(account).toMatchObject({ lines: 1000, people: 1000, organizations: 0, added: 1000, merged: 0, rejected: {} });
    // 554 active, 164 unsubscribed, 143 complaints, 139 bounced; 782 said yes, of whom 161 lines bear no confirmation.
    expect(account).toMatchObject({
      consents: { granted: 457, refused: 460, unknown: 83 },
      suppressed: { bounce: 139, complaint: 143 },
      exchanges: 0,
    });
    expect(problems).toEqual({ consent_unconfirmed: 83, address_suppressed: 282 });
    expect(
      await ask(
        (hall) => sql`select reason, count(*) as kept from suppressions where town_hall_id = ${hall} group by 1 order by 1`,
      ),
    ).toEqual([
      { reason: 'bounce', kept: 139 },
      { reason: 'complaint', kept: 143 },
    ]);
    expect(
      await ask(
        (hall) => sql`select count(email) as emails, count(mobile_phone) as mobiles from contacts where town_hall_id = ${hall}`,
      ),
    ).toEqual([{ emails: 1000, mobiles: 407 }]);
    // The first line: confirmed on 4 February 2024 at 19:35:12 in Paris.
    const proofs = await ask(
      (hall) => sql`select wording, method, happened_at from consent_proofs join contacts on contacts.id = contact_id
        and contacts.town_hall_id = ${hall} where consent_proofs.town_hall_id = ${hall} and email = 'gael.fontbrune889@exemple.fr'`,
    );
    expect(proofs).toEqual([{ wording: 'OPT_IN', method: 'import', happenedAt: '2024-02-04T18:35:12.000Z' }]);
    const tags = await ask(
      (hall) => sql<{ name: string }>`select name from tags where town_hall_id = ${hall} order by folded_name`,
    );
    expect(tags.map(({ name }) => name)).toEqual(['Alertes', 'Culture', 'École', 'Écologie', 'Sport', 'Travaux']);
    // Active, agreed and confirmed: 366. The other 91 who agreed have an address in error.
    await town.nextDoor(async (scope) => {
      const [news] = await listPurposes(scope);
      const barrier = leftOutBecause(scope, { purposeId: news!.id, channel: 'email' });
      const reached = importsDb(scope)
        .selectFrom('contacts')
        .select(({ fn }) => fn.countAll<number>().as('people'))
        .where(barrier, 'is', null);
      expect(await reached.executeTakeFirst()).toEqual({ people: 366 });
    });
  }),
);

test(
  'emargement-reunion-marche.tsv: a sign-in sheet without headings is an evening 64 people came to, once that is said',
  story(async (town) => {
    const exchange = { kind: 'meeting' as const, happenedOn: '2026-03-12', subject: 'Réunion publique : place du Marché' };
    const { account, problems, ask, bring, desk } = await bringTo(town, 'emargement-reunion-marche.tsv', {
      columns: { '#4': 'tag' },
      exchange,
    });
    // Two lines say Bastien d’Estampes, of two districts, one without any address: nothing tells they are one.
    expect(account).toMatchObject({ lines: 64, people: 64, added: 64, merged: 0, rejected: {}, exchanges: 64 });
    expect(account.consents).toEqual({ granted: 0, refused: 0, unknown: 64 });
    expect(problems).toEqual({ zero_restored: 5 });
    expect(
      await ask(
        (hall) => sql`select count(email) as emails, count(mobile_phone) as mobiles from contacts where town_hall_id = ${hall}`,
      ),
    ).toEqual([{ emails: 28, mobiles: 32 }]);
    const met = (hall: number) => sql`select kind, initiative, happened_at, subject_label, count(*) as people from interactions
      where town_hall_id = ${hall} and kind = 'meeting' group by 1, 2, 3, 4`;
    const evening = {
      kind: 'meeting',
      initiative: 'contact',
      happenedAt: '2026-03-12T12:00:00.000Z',
      subjectLabel: exchange.subject,
    };
    expect(await ask(met)).toEqual([{ ...evening, people: 64 }]);
    const districts = (hall: number) => sql`select name, count(*) as people from tags join contact_tags on tag_id = tags.id
      and contact_tags.town_hall_id = ${hall} where tags.town_hall_id = ${hall} group by 1 order by 2 desc, 1`;
    expect(await ask(districts)).toEqual([
      { name: 'Le Gué', people: 20 },
      { name: 'Bellerive', people: 15 },
      { name: 'Hauts-Prés', people: 15 },
      { name: 'Le Bourg', people: 14 },
    ]);
    // Brought again, it is the same evening; 41 lines bear an e-mail or a mobile and are recognized, the others cannot be.
    const again = await bring();
    expect(again).toMatchObject({ wasImportedBefore: true, lines: 64 });
    await town.nextDoor((scope) => undoImport(scope, again.importId!));
    await undoRun(town.nextDoor, again.importId!);
    await town.nextDoor((scope) => undoImport(scope, account.importId!));
    await undoRun(desk.transact, account.importId!);
    expect(await ask(met)).toEqual([]);
    expect(await ask((hall) => sql`select count(*) as people from contacts where town_hall_id = ${hall}`)).toEqual([
      { people: 0 },
    ]);
  }),
);

test(
  'associations-commerces.xlsx: 113 associations and 35 shops, under a title in merged cells',
  story(async (town) => {
    const { account, problems, ask, bring } = await bringTo(town, 'associations-commerces.xlsx');
    expect(account).toMatchObject({ lines: 148, people: 148, organizations: 148, added: 296, merged: 0, rejected: {} });
    // 118 SIRET, of which four have thirteen digits that no leading zero mends; 15 telephones lost theirs.
    expect(problems).toEqual({ siret_wrong: 4, zero_restored: 15 });
    expect(
      await ask(
        (
          hall,
        ) => sql`select category, count(*) as organizations, count(siret) as sirets, count(email) as emails, count(mobile_phone) as mobiles,
          count(*) filter (where postcode = '00300' and municipality = 'Valmeraude' and address_line !~ '00300') as addresses
          from contacts where town_hall_id = ${hall} and kind = 'organization' group by 1 order by 1`,
      ),
    ).toEqual([
      { category: 'association', organizations: 113, sirets: 87, emails: 99, mobiles: 88, addresses: 113 },
      { category: 'business', organizations: 35, sirets: 27, emails: 34, mobiles: 31, addresses: 35 },
    ]);
    // Each line names one person, with « M. » or « Mme »: they preside an association, or run a shop.
    const roles = (
      hall: number,
    ) => sql`select label, count(*) as people, count(*) filter (where is_main_contact) as main_contacts,
      count(honorific) as honorifics from memberships join membership_roles on membership_roles.town_hall_id = ${hall}
      and membership_roles.id = role_id join contacts on contacts.town_hall_id = ${hall} and contacts.id = person_id
      where memberships.town_hall_id = ${hall} group by 1 order by 1`;
    const told = [
      { label: 'Gérance', people: 35, mainContacts: 35, honorifics: 35 },
      { label: 'Présidence', people: 113, mainContacts: 113, honorifics: 113 },
    ];
    expect(await ask(roles)).toEqual(told);
    expect(await bring()).toMatchObject({ added: 0, completed: 0, matched: 296 });
    expect(await ask(roles)).toEqual(told);
    const [judo] = await ask(
      (hall) => sql`select last_name, mobile_phone, address_line from contacts
      where town_hall_id = ${hall} and last_name = 'Judo Club de Valmeraude'`,
    );
    expect(judo).toEqual({
      lastName: 'Judo Club de Valmeraude',
      mobilePhone: '+33639988935',
      addressLine: '34 bis route de Valbruyère',
    });
  }),
);
