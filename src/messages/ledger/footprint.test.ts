import { expect, test } from 'vitest';
import { story } from '../../../test/town.ts';
import { listConsentProofs, listConsents, listPurposes, recordConsent, seedPurposes } from '../../consents/consents.ts';
import { consentFootprint } from '../../consents/footprint.ts';
import { contactsDb } from '../../contacts/tables.ts';
import { newId } from '../../platform/ids.ts';
import { ledgerFootprint } from './footprint.ts';
import { freezeAudience, totalsOf } from './ledger.ts';

test(
  'answers and messages follow a person into the record kept, or leave with them',
  story(async ({ scope, lea, karim }) => {
    await seedPurposes(scope);
    const [news] = await listPurposes(scope);
    const purposeId = news?.id ?? '';
    const answer = { purposeId, channel: 'email', method: 'paper', wording: 'Oui' } as const;
    await recordConsent(scope, { ...answer, contactId: lea.id, answer: 'granted', happenedAt: '2026-03-02T10:00:00.000Z' });
    await recordConsent(scope, { ...answer, contactId: karim.id, answer: 'refused', happenedAt: '2026-02-02T10:00:00.000Z' });
    const audience = { campaignId: newId(), purposeId, channel: 'email' } as const;
    const people = contactsDb(scope).selectFrom('contacts').select('contacts.id').where('id', '=', lea.id);
    await freezeAudience(scope, audience, { people });

    await consentFootprint.hand(scope, lea.id, karim.id);
    await ledgerFootprint.hand(scope, lea.id, karim.id);
    expect((await listConsents(scope, karim.id))[0]?.cells[0]).toMatchObject({
      answer: 'granted',
      since: '2026-03-02T10:00:00.000Z',
    });
    expect((await listConsents(scope, lea.id))[0]?.cells[0]?.answer).toBeNull();
    expect((await listConsentProofs(scope, karim.id)).length).toBe(2);
    expect(await ledgerFootprint.copyFor(scope, karim.id)).toMatchObject({ 'Messages envoyés': [{ Suite: 'À envoyer' }] });
    expect(await consentFootprint.copyFor(scope, karim.id)).toMatchObject({
      'Accords et refus': [{ Réponse: 'Accord, sur papier' }, {}],
    });

    await consentFootprint.forget(scope, karim.id);
    await ledgerFootprint.forget(scope, karim.id);
    expect(await ledgerFootprint.copyFor(scope, karim.id)).toEqual({ 'Messages envoyés': [] });
    expect(await totalsOf(scope, audience.campaignId)).toMatchObject({
      total: 1,
      skippedBecause: [{ reason: 'erased', count: 1 }],
    });
  }),
);
