import { expect, test } from 'vitest';
import { postman, writeLetter } from '../../test/letters.ts';
import { story } from '../../test/town.ts';
import { changeContact, getContact } from '../contacts/contacts.ts';
import { newField } from '../contacts/fields/contract.ts';
import { addField, archiveField } from '../contacts/fields/fields.ts';
import { content, ownVariable } from '../messages/letter/contract.ts';
import type { Scope } from '../platform/scope.ts';
import { changeCampaign, getCampaign, lettersNaming } from './campaigns.ts';
import { launchCampaign } from './launch/launch.ts';
import { sendBatch } from './sending.ts';

async function addSchool(scope: Scope) {
  const options = [{ label: 'École du Gué' }, { label: 'École des Tilleuls' }];
  return addField(scope, newField.parse({ label: 'École fréquentée', kind: 'choice', appliesTo: 'both', options }));
}

const speakingOf = (fieldId: string) =>
  content.parse({
    version: 1,
    subject: [{ type: 'text', text: 'La rentrée' }],
    blocks: [
      {
        kind: 'text',
        id: crypto.randomUUID(),
        text: {
          type: 'doc',
          content: [
            {
              type: 'paragraph',
              content: [
                { type: 'text', text: 'Rendez-vous à ' },
                { type: 'variable', attrs: { name: ownVariable(fieldId), fallback: 'l’école' } },
                { type: 'text', text: ' lundi.' },
              ],
            },
          ],
        },
      },
    ],
    passages: [],
  });

test(
  'a letter says what a field of the mairie’s own holds for each reader, and its other words to those of whom nothing is known',
  story(async (town) => {
    const { scope, transact, lea, judo } = town;
    const school = await addSchool(scope);
    const { version } = await getContact(scope, lea.id);
    await changeContact(scope, lea.id, { version, changes: { custom: { [school.id]: school.options[0]?.id ?? '' } } });
    const campaign = await writeLetter(town, { content: speakingOf(school.id) });
    await launchCampaign(scope, campaign.id, campaign.version);
    const { bag, outside } = postman();
    await sendBatch(transact, { campaignId: campaign.id, lane: 0 }, outside);
    const readBy = (address: string | null) => bag.find(({ to }) => to.address === address)?.text;
    expect(readBy(lea.email)).toContain('Rendez-vous à École du Gué lundi.');
    expect(readBy(judo.email)).toContain('Rendez-vous à l’école lundi.');
  }),
);

test(
  'a letter that speaks of an archived field does not leave, and a field says which letters speak of it',
  story(async (town) => {
    const { scope } = town;
    const school = await addSchool(scope);
    const { id, version } = await writeLetter(town);
    const written = await changeCampaign(scope, id, { version, changes: { content: speakingOf(school.id) } });
    expect(written.faults).toEqual([]);
    expect(await lettersNaming(scope, school.id)).toEqual([{ kind: 'message', id, name: 'La lettre d’été' }]);
    await archiveField(scope, school.id);
    const { faults, obstacles } = await getCampaign(scope, id);
    expect(faults.map(({ code }) => code)).toEqual(['field_unknown']);
    expect(obstacles).toHaveLength(1);
    await expect(launchCampaign(scope, id, written.version)).rejects.toMatchObject({ code: 'campaign.not_ready' });
  }),
);
