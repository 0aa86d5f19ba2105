import { expect, test } from 'vitest';
import { writeLetter } from '../../../test/letters.ts';
import { story } from '../../../test/town.ts';
import { faultsOf } from '../../messages/letter/letter.ts';
import { addTemplate, archiveTemplate, listTemplates } from './templates.ts';

test(
  'a town hall begins with letters to start from, all of them sound, and keeps its own',
  story(async (town) => {
    const { scope, nextDoor } = town;
    const starters = await listTemplates(scope);
    expect(starters.map(({ category }) => category)).toEqual(['municipal_news', 'event', 'works', 'consultation', 'alert']);
    for (const { name, content } of starters) expect([name, faultsOf(content, new Map())]).toEqual([name, []]);

    const letter = await writeLetter(town);
    const { id } = await addTemplate(scope, { campaignId: letter.id, name: 'La lettre d’été' });
    expect((await listTemplates(scope))[0]).toMatchObject({ name: 'La lettre d’été', description: 'Gardé par Nadia Ferrand' });
    expect((await nextDoor((theirs) => listTemplates(theirs))).length).toBe(starters.length);
    await archiveTemplate(scope, id ?? '');
    expect((await listTemplates(scope)).length).toBe(starters.length);
  }),
);
