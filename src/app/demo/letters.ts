import { addCampaign, moveTo, takeCampaign } from '../../campaigns/campaigns.ts';
import type { CampaignCategory } from '../../campaigns/contract.ts';
import { recordInteractions } from '../../interactions/interactions.ts';
import { freezeAudience, handOver, recordOutcomes } from '../../messages/ledger/ledger.ts';
import { newId } from '../../platform/ids.ts';
import type { Scope } from '../../platform/scope.ts';
import { dayInWords, dayOf, secondsAfter } from '../../platform/time.ts';
import { contactsIn, getSegment } from '../../segments/segments.ts';
import { chanceFrom } from './chance.ts';

interface PastLetter {
  name?: string;
  daysAgo: number;
  category: CampaignCategory;
  /** The code of what it was for, and the name of those it was for. */
  purpose: string;
  segment: string;
  body: string;
}

const greeting = '{{ salutation | sinon: "Madame, Monsieur" }},';
const everyone = 'Les habitants';

const news = (body: string) => ({ category: 'municipal_news', purpose: 'municipal_news', segment: everyone, body }) as const;

/** Without a name: the news of its month. */
const letters: readonly PastLetter[] = [
  { daysAgo: 520, ...news('le marché reprend le samedi, et le lavoir est restauré.') },
  { daysAgo: 425, ...news('la fête du Gué a lieu le premier dimanche du mois prochain.') },
  {
    name: 'Cantine et garderie : les inscriptions',
    daysAgo: 330,
    category: 'service_continuity',
    purpose: 'school_life',
    segment: 'Parents d’élèves',
    body: 'les inscriptions à la cantine et à la garderie sont ouvertes.',
  },
  { daysAgo: 240, ...news('les horaires de la mairie changent, et le recensement commence.') },
  {
    name: 'Coupure d’eau au Gué',
    daysAgo: 190,
    category: 'alert',
    purpose: 'alerts',
    segment: 'Le quartier du Gué',
    body: 'l’eau sera coupée jeudi de 9 h à 12 h. Gardez-en une réserve.',
  },
  {
    name: 'Réunion publique : place du Marché',
    daysAgo: 120,
    category: 'event',
    purpose: 'participation',
    segment: everyone,
    body: 'venez voir le projet de la place du Marché et en parler.',
  },
  { daysAgo: 75, ...news('forum des associations, travaux rue du Gué, et trois nouveaux commerces.') },
  { daysAgo: 33, ...news('le budget expliqué, la cantine passe au bio, et la nuit sans éclairage.') },
];

/** « La lettre d’octobre ». */
function monthly(instant: string): string {
  const [month = ''] = /\p{L}{3,}/u.exec(dayInWords(instant)) ?? [];
  return `La lettre ${/^[ao]/.test(month) ? 'd’' : 'de '}${month}`;
}

type Ids = ReadonlyMap<string, string>;

/**
 * What the town hall wrote before today, as its ledger would have kept it: who received it, who could not, and why. Not launched:
 * what the law asks of a launch depends on the day, and the demo opens on any.
 */
export async function sendThePast(scope: Scope, { purposes, segments }: { purposes: Ids; segments: Ids }): Promise<void> {
  for (const [rank, letter] of letters.entries()) {
    const sentAt = secondsAfter(`${dayOf(scope.now)}T08:30:00.000Z`, -letter.daysAgo * 86_400);
    // Nothing leaves: no work is asked for, and each outcome is written here.
    const then: Scope = { ...scope, now: sentAt, enqueue: async () => undefined };
    await sendOne(then, letter, {
      purposeId: purposes.get(letter.purpose) ?? '',
      segmentId: segments.get(letter.segment) ?? '',
      chance: chanceFrom(500 + rank),
    });
  }
}

interface Aim {
  purposeId: string;
  segmentId: string;
  chance: ReturnType<typeof chanceFrom>;
}

async function sendOne(
  then: Scope,
  { category, body, name = monthly(then.now) }: PastLetter,
  { purposeId, segmentId, chance }: Aim,
): Promise<void> {
  const text = { subject: name, body: `# ${name}\n\n${greeting}\n\n${body}` };
  const { id } = await addCampaign(then, { name, category, purposeId, segmentId, ...text });
  const audience = { campaignId: id, purposeId, channel: 'email' } as const;
  const { rule } = await getSegment(then, segmentId);
  await freezeAudience(then, audience, { people: await contactsIn(then, rule) });
  await moveTo(then, await takeCampaign(then, id), { state: 'sending', launchedAt: then.now, launchedBy: then.actor.name });
  const { handed } = await handOver(then, audience, {
    limit: 10_000,
    relayId: newId(),
    messageDomain: 'valmeraude.example',
    allot: async (due) => ({ leaving: due.map((one) => one.id), later: [], notBefore: null }),
  });
  const settled = await recordOutcomes(
    then,
    handed.map((one) => ({
      ...one,
      outcome: chance.isTrue(0.985)
        ? { state: 'delivered', reply: '' }
        : { state: 'refused', reply: '552 5.2.2 Mailbox full', topic: 'mailbox_full' },
    })),
  );
  const subject = { kind: 'campaign', id, label: name };
  await recordInteractions(
    then,
    settled.flatMap(({ contactId, state }) =>
      contactId
        ? [
            {
              contactId,
              kind: state === 'delivered' ? 'letter_received' : 'letter_refused',
              initiative: 'town_hall' as const,
              subject,
            },
          ]
        : [],
    ),
  );
  await moveTo(then, await takeCampaign(then, id), { state: 'sent', finishedAt: secondsAfter(then.now, 600) });
}
