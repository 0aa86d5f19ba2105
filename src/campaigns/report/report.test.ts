import { expect, test } from 'vitest';
import { postman, writeLetter } from '../../../test/letters.ts';
import { story } from '../../../test/town.ts';
import { optOut } from '../../consents/consents.ts';
import { contactsDb } from '../../contacts/tables.ts';
import { secondsAfter } from '../../platform/time.ts';
import { getCampaign } from '../campaigns.ts';
import { launchCampaign } from '../launch/launch.ts';
import { sendBatch } from '../sending.ts';
import { addCampaignExport, downloadExport, listExports } from './exports.ts';
import { reportOf } from './report.ts';

test(
  'the figures of a report add up to everyone the letter was for, and say how the others may be told',
  story(async (town) => {
    const { scope, transact, lea, karim } = town;
    const { outside } = postman();
    const campaign = await writeLetter(town, { body: '# Été\n\n[Le programme](https://valmeraude.example/programme)' });
    await contactsDb(scope).updateTable('contacts').set({ landlinePhone: '+33199001234' }).where('id', '=', karim.id).execute();
    await launchCampaign(scope, campaign.id, campaign.version);
    await sendBatch(transact, { campaignId: campaign.id, lane: 0 }, outside);
    const { purposeId } = campaign;
    await optOut(scope, {
      contactId: lea.id,
      purposeId: purposeId ?? '',
      channel: 'email',
      method: 'one_click',
      wording: 'Stop',
    });

    const report = await reportOf({ ...scope, now: secondsAfter(scope.now, 3 * 3600) }, campaign.id);
    expect(report.channels).toEqual([{ channel: 'email', total: 3, sent: 2, delivered: 2, inError: 0, leftOut: 1 }]);
    expect(report.acts).toEqual({ answered: 0, clicks: 0, optedOut: 1 });
    expect(report.links).toEqual([{ label: 'Le programme', url: 'https://valmeraude.example/programme', count: 0 }]);
    expect(report.curve.map(({ acts }) => acts)).toEqual([0, 1, 1, 1]);
    // Karim never agreed to be called for the news of the town: having a telephone is not enough.
    expect(report.unreached).toMatchObject({ total: 1, call: 0, letter: 0 });
    expect(report.unreached.byAge.find(({ label }) => label.startsWith('75'))?.count).toBeNull();
  }),
);

test(
  'names leave a report with a reason and a name beside it, and no cell is a formula',
  story(async (town) => {
    const { scope, transact, judo } = town;
    const { outside } = postman();
    const campaign = await writeLetter(town);
    await contactsDb(scope)
      .updateTable('contacts')
      .set({ lastName: '=HYPERLINK("https://evil.example")' })
      .where('id', '=', judo.id)
      .execute();
    await launchCampaign(scope, campaign.id, campaign.version);
    await sendBatch(transact, { campaignId: campaign.id, lane: 0 }, outside);
    const made = await addCampaignExport(scope, campaign.id, { kind: 'recipients', reason: 'Vérifier les adresses' });
    expect(made).toMatchObject({ rows: 3, reason: 'Vérifier les adresses', actorName: 'Nadia Ferrand' });
    const { content, fileName } = await downloadExport(scope, campaign.id, made.id);
    expect(fileName).toBe('destinataires.csv');
    expect(String(content)).toContain('"\'=HYPERLINK(""https://evil.example"")"');
    const lines = (made: { content: unknown }) => String(made.content).trim().split('\r\n');
    const other = await addCampaignExport(scope, campaign.id, { kind: 'recipients', reason: 'Une autre fois' });
    const [one, two] = [lines({ content }), lines(await downloadExport(scope, campaign.id, other.id))];
    const witness = (of: string[], from: string[]) => of.filter((line) => !from.includes(line));
    expect([one.length, witness(one, two).length, witness(two, one).length]).toEqual([5, 1, 1]);
    expect(String(content).split('\r\n')[0]).toBe('\uFEFFNom;Prénom;Adresse e-mail;Suite');
    expect((await listExports(scope, campaign.id)).map(({ reason }) => reason)).toEqual([
      'Une autre fois',
      'Vérifier les adresses',
    ]);
    expect((await getCampaign(scope, campaign.id)).totals.total).toBe(3);
  }),
);
