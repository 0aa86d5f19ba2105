import { addCampaign } from '../src/campaigns/campaigns.ts';
import type { Campaign } from '../src/campaigns/contract.ts';
import { addPurpose } from '../src/consents/consents.ts';
import { newPurpose } from '../src/consents/contract.ts';
import { contactsDb } from '../src/contacts/tables.ts';
import { newId } from '../src/platform/ids.ts';
import type { Scope } from '../src/platform/scope.ts';
import { addSegment } from '../src/segments/segments.ts';

/** `personne.0@…`, and so on. */
export const addressesOf = (count: number, domain = 'exemple.example'): string[] =>
  Array.from({ length: count }, (_, rank) => `personne.${rank}@${domain}`);

/** People with these addresses, and an alert to all of them that waits to be launched: it asks for nobody's agreement. */
export async function alertTo(scope: Scope, addresses: readonly string[]): Promise<Campaign> {
  for (let from = 0; from < addresses.length; from += 1000) await settle(scope, addresses.slice(from, from + 1000));
  const alerts = await addPurpose(scope, newPurpose.parse({ name: 'Alertes', legalBasis: 'public_task' }));
  const segment = await addSegment(scope, { name: 'Tous', rule: { version: 1, match: 'all', conditions: [], except: [] } });
  const letter = { name: 'Coupure d’eau', subject: 'Coupure d’eau', body: 'Demain.' };
  return addCampaign(scope, { ...letter, segmentId: segment.id, purposeId: alerts.id });
}

async function settle(scope: Scope, addresses: readonly string[]): Promise<void> {
  const { now } = scope;
  const people = addresses.map((email) => ({
    ...{ id: newId(), kind: 'person' as const, honorific: null, birthDate: null, category: null, siret: null },
    ...{ lastName: email, email, mobilePhone: null, landlinePhone: null },
    ...{ source: 'Guichet', collectedOn: '2026-01-05', createdAt: now, changedAt: now },
  }));
  await contactsDb(scope).insertInto('contacts').values(people).execute();
}
