import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { knock } from '../../test/knock.ts';
import { story } from '../../test/town.ts';
import { apiKeysApi, permissionsOf, sessionsApi, teamApi } from './contract.ts';

describe('the team', () => {
  test(
    'an administrator adds someone, changes their role, closes and reopens their access',
    story(async (town) => {
      const administrator = await (await knock(town)).as('administrator');
      const added = await administrator.ask(teamApi.add, {
        body: { email: ' Bastien.Roux@Valmeraude.example', firstName: 'Bastien', lastName: 'Roux', role: 'editor' },
      });
      expect(added.reply.member).toMatchObject({ email: 'bastien.roux@valmeraude.example', state: 'invited', version: 1 });
      expect(added.reply.link.token).toMatch(/^sl_/);

      const params = { memberId: added.reply.member.id };
      const body = { firstName: 'Bastien', lastName: 'Roux', role: 'reader' } as const;
      expect((await administrator.ask(teamApi.change, { params, body }, { version: 1 })).reply).toMatchObject({
        role: 'reader',
        version: 2,
      });
      expect((await administrator.ask(teamApi.change, { params, body }, { version: 1 })).status).toBe(412);
      expect((await administrator.ask(teamApi.close, { params })).reply.state).toBe('closed');
      expect((await administrator.ask(teamApi.issueLink, { params })).problem.code).toBe('team_member.closed');
      expect((await administrator.ask(teamApi.reopen, { params })).reply.state).toBe('invited');
    }),
  );

  test(
    'an address belongs to one person of the mairie, and the form says so',
    story(async (town) => {
      const administrator = await (await knock(town)).as('administrator');
      const body = { email: 'bastien@valmeraude.example', lastName: 'Roux', role: 'editor' } as const;
      await administrator.ask(teamApi.add, { body });
      expect((await administrator.ask(teamApi.add, { body })).problem).toMatchObject({
        code: 'team_member.email_taken',
        errors: [{ field: 'email' }],
      });
    }),
  );

  test(
    'the last administrator can neither leave nor step down',
    story(async (town) => {
      const administrator = await (await knock(town)).as('administrator');
      const { reply } = await administrator.ask(teamApi.add, {
        body: { email: 'seule@valmeraude.example', lastName: 'Seule', role: 'administrator' },
      });
      const params = { memberId: reply.member.id };
      expect((await administrator.ask(teamApi.close, { params })).problem.code).toBe('team_member.last_administrator');
      const body = { lastName: 'Seule', role: 'reader' } as const;
      expect((await administrator.ask(teamApi.change, { params, body }, { version: 1 })).problem.code).toBe(
        'team_member.last_administrator',
      );
    }),
  );

  test(
    'the team next door is nobody here',
    story(async (town) => {
      const door = await knock(town);
      const { reply } = await (await door.as('administrator', town.nextDoor)).ask(teamApi.add, {
        body: { email: 'voisin@valbruyere.example', lastName: 'Voisin', role: 'reader' },
      });
      const params = { memberId: reply.member.id };
      const here = await door.as('administrator');
      expect((await here.ask(teamApi.close, { params })).status).toBe(404);
      expect((await here.ask(teamApi.issueLink, { params })).status).toBe(404);
      expect((await here.ask(teamApi.list, {})).raw).not.toContain('voisin');
    }),
  );

  test(
    'an editor and a reader do not manage the team, nor its keys',
    story(async (town) => {
      const door = await knock(town);
      for (const role of ['editor', 'reader'] as const) {
        const caller = await door.as(role);
        expect((await caller.ask(teamApi.list, {})).problem.code).toBe('team.not_permitted');
        expect((await caller.ask(apiKeysApi.add, { body: { name: 'Une clé', role: 'administrator' } })).status).toBe(403);
      }
      expect(permissionsOf.reader.filter((one) => !one.endsWith('.read'))).toEqual([]);
    }),
  );
});

describe('an API key', () => {
  test(
    'is shown once, kept as a hash, and refused at once when revoked',
    story(async (town) => {
      const door = await knock(town);
      const administrator = await door.as('administrator');
      const { reply } = await administrator.ask(apiKeysApi.add, { body: { name: 'Site internet', role: 'reader' } });
      expect(reply.secret).toMatch(new RegExp(`^pk_${town.valmeraude}_[\\w-]{43}$`));
      expect((await administrator.ask(apiKeysApi.list, {})).raw).not.toContain(reply.secret);
      const { rows } = await sql<{ text: string }>`select row_to_json(k)::text as text from api_keys k`.execute(town.transaction);
      expect(rows.map(({ text }) => text).join()).not.toContain(reply.secret.slice(-43));

      const site = door.program(reply.secret);
      expect((await site.ask(sessionsApi.list, {})).status).toBe(200);
      const used = (await administrator.ask(apiKeysApi.list, {})).reply.items.find(({ name }) => name === 'Site internet');
      expect(used?.lastUsedOn).toMatch(/^\d{4}-\d\d-\d\d$/);
      await administrator.ask(apiKeysApi.revoke, { params: { apiKeyId: reply.key.id } });
      expect((await site.ask(sessionsApi.list, {})).status).toBe(401);
    }),
  );

  test(
    'ends on its day, and one letter off is a stranger',
    story(async (town) => {
      const door = await knock(town);
      const administrator = await door.as('administrator');
      const { reply } = await administrator.ask(apiKeysApi.add, { body: { name: 'Un jour', role: 'reader', expiresInDays: 1 } });
      const altered = reply.secret.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A'));
      expect((await door.program(altered).ask(sessionsApi.list, {})).status).toBe(401);
      const elsewhere = reply.secret.replace(/^pk_\d+/, `pk_${town.valbruyere}`);
      expect((await door.program(elsewhere).ask(sessionsApi.list, {})).status).toBe(401);
      expect((await door.program(`pk_999999999_${reply.secret.slice(-43)}`).ask(sessionsApi.list, {})).status).toBe(401);
      await sql`update api_keys set expires_at = now() where town_hall_id = ${town.valmeraude} and name = 'Un jour'`.execute(
        town.transaction,
      );
      expect((await door.program(reply.secret).ask(sessionsApi.list, {})).status).toBe(401);
    }),
  );
});
