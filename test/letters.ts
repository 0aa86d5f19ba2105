import { addCampaign } from '../src/campaigns/campaigns.ts';
import { listPurposes, recordConsent, seedPurposes } from '../src/consents/consents.ts';
import type { Mail, Outcome } from '../src/post/contract.ts';
import { addSegment } from '../src/segments/segments.ts';
import { noOptOuts } from './stage/opt-outs.ts';
import { seal } from './stage/seal.ts';
import type { Town } from './town.ts';

export const publicUrl = 'https://parvis.valmeraude.example';

/** Léa and the Judo Club agreed to the news; Karim has no e-mail. The letter is written. */
export async function writeLetter({ scope, lea, judo }: Pick<Town, 'scope' | 'lea' | 'judo'>, changes = {}) {
  await seedPurposes(scope);
  const [news] = await listPurposes(scope);
  const purposeId = news?.id ?? '';
  for (const { id: contactId } of [lea, judo])
    await recordConsent(scope, { contactId, purposeId, channel: 'email', answer: 'granted', method: 'paper', wording: 'Oui' });
  const rule = { version: 1 as const, match: 'all' as const, conditions: [], except: [] };
  const segment = await addSegment(scope, { name: 'Tout le monde', rule });
  return addCampaign(scope, {
    name: 'La lettre d’été',
    subject: '{{ salutation | sinon: "Bonjour" }}, voici l’été',
    body: '# L’été\n\nBonjour {{ prenom | sinon: "à toutes et tous" }}.',
    segmentId: segment.id,
    purposeId,
    ...changes,
  });
}

/** A postman of the story: keeps what he is given, and says what he is told to say. */
export function postman(say: Outcome['state'] | (() => Outcome['state']) = 'delivered') {
  const bag: Mail[] = [];
  const deliver = async (_townHallId: number, mail: Mail): Promise<Outcome> => {
    bag.push(mail);
    return { state: typeof say === 'string' ? say : say(), reply: '' };
  };
  return { bag, outside: { publicUrl, seal, optOuts: noOptOuts, deliver } };
}
