import { expect, test } from 'vitest';
import { knock } from '../../../test/knock.ts';
import { story } from '../../../test/town.ts';
import { contactsApi } from '../contract.ts';
import { needsApi } from './contract.ts';

/** Trust P-24: how to welcome someone, in a store of its own, out of sight of whoever writes letters. */
test(
  'what someone asks to be welcomed is seen by administrators alone, and is no part of the record',
  story(async (town) => {
    const { as } = await knock(town);
    const params = { contactId: town.lea.id };
    const administrator = await as('administrator');
    const body = { needs: ['large_print', 'step_free_access'] as const };
    expect((await administrator.ask(needsApi.replace, { params, body: { needs: [...body.needs] } })).reply).toEqual(body);
    for (const role of ['editor', 'reader'] as const) {
      const other = await as(role);
      expect((await other.ask(needsApi.show, { params })).status).toBe(403);
      expect((await other.ask(needsApi.replace, { params, body: { needs: [] } })).status).toBe(403);
      expect((await other.ask(contactsApi.show, { params })).raw).not.toMatch(/large_print|needs/);
    }
    const emptied = await administrator.ask(needsApi.replace, { params, body: { needs: [] } });
    expect(emptied.reply).toEqual({ needs: [] });
  }),
);

test(
  'a diagnosis has no place there: the list is closed',
  story(async (town) => {
    const administrator = await (await knock(town)).as('administrator');
    const body = { needs: ['cécité'] } as never;
    const refused = await administrator.ask(needsApi.replace, { params: { contactId: town.lea.id }, body });
    expect(refused.status).toBe(422);
  }),
);
