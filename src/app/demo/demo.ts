import { listPurposes, recordConsents } from '../../consents/consents.ts';
import type { Channel } from '../../consents/contract.ts';
import { addContacts } from '../../contacts/contacts.ts';
import { newContact } from '../../contacts/contract.ts';
import { addMembership } from '../../contacts/memberships/memberships.ts';
import { countMonths } from '../../engagement/engagement.ts';
import { addReminder } from '../../interactions/reminders/reminders.ts';
import type { Entrance } from '../../platform/routes.ts';
import { openScope, type Scope, systemActor } from '../../platform/scope.ts';
import { dayOf, secondsAfter } from '../../platform/time.ts';
import { type Cost, hashPassword } from '../../team/passwords.ts';
import { demoPassword } from '../../team/setup.ts';
import { addTeamMember } from '../../team/team.ts';
import { townHallSettings } from '../../townhalls/contract.ts';
import { changeSettings, foundTownHall, type TownHall } from '../../townhalls/townhalls.ts';
import { addSegments, type Named, shapeBase, tagAll } from './base.ts';
import { chanceFrom } from './chance.ts';
import { sendThePast } from './letters.ts';
import { type DemoOrganization, demoOrganizations } from './organizations.ts';
import { type Known, tellThePast } from './past.ts';
import { type DemoPerson, demoPeople } from './people.ts';

const PEOPLE = 2701;

/** Those who open the demo; they carry no second factor, on this machine only. */
export const demoAgents = [
  { email: 'nadia@valmeraude.example', firstName: 'Nadia', lastName: 'Ferrand', role: 'administrator' },
  { email: 'claire@valmeraude.example', firstName: 'Claire', lastName: 'Montrevel', role: 'editor' },
  { email: 'julien@valmeraude.example', firstName: 'Julien', lastName: 'Pradier', role: 'reader' },
] as const;

/** What the mairie of Valmeraude says of itself. */
const demoSettings = townHallSettings.parse({
  addressLine: '1 place du Marché',
  postcode: '00300',
  phone: '02 61 91 20 00',
  email: 'mairie@valmeraude.example',
  openingHours: 'Du lundi au vendredi, de 9\u00a0h à 12\u00a0h et de 14\u00a0h à 17\u00a0h',
  dpoName: 'Centre de gestion, service des données',
  dpoEmail: 'donnees@centre-de-gestion.example',
});

/**
 * Founds Valmeraude, a commune that does not exist, all in one transaction: 2,701 people in a thousand households, 150
 * organizations, eighteen months of exchanges and eight letters; the same each time, told from today backwards.
 */
export async function seedDemo(
  entrance: Pick<Entrance, 'found'>,
  furnish: (scope: Scope) => Promise<void>,
  cost: Cost,
): Promise<TownHall> {
  const passwordHash = await hashPassword(demoPassword, cost);
  return entrance.found(async (ground) => {
    const townHall = await foundTownHall(ground, {
      name: 'Valmeraude',
      slug: 'valmeraude',
      inseeCode: '99001',
      population: 3124,
      isDemo: true,
    });
    const scope = await openScope(ground, townHall.id, systemActor);
    await furnish(scope);
    await changeSettings(scope, demoSettings, 1);
    for (const agent of demoAgents) await addTeamMember(scope, { ...agent, passwordHash, secondFactorExempt: true });
    await settle(scope);
    return townHall;
  });
}

async function settle(scope: Scope): Promise<void> {
  const base = await shapeBase(scope);
  const people = demoPeople(PEOPLE);
  const organizations = demoOrganizations();
  const drafts = [...people.map((one) => personDraft(one, base)), ...organizations.map((one) => organizationDraft(one, base))];
  const ids = await addContacts(scope, drafts);
  const known = people.map((person, index) => ({ person, contactId: ids[index] ?? '' }));
  const tags = await tagAll(scope, known);
  const segments = await addSegments(scope, tags);
  const purposes: Named = new Map((await listPurposes(scope)).map(({ code, id }) => [code, id]));
  await agree(scope, known, purposes);
  const associations = ids.slice(people.length).filter((_, rank) => organizations[rank]?.category === 'association');
  await join(scope, known, associations);
  await tellThePast(scope, known, base.themes);
  await sendThePast(scope, { purposes, segments });
  await leaveToDo(scope, known);
  await countMonths(scope);
}

type Base = Awaited<ReturnType<typeof shapeBase>>;

const sources = [
  ['Inscriptions à la cantine, septembre 2025', '2025-09-02'],
  ['Bulletin d’inscription au guichet', '2025-03-11'],
  ['Forum des associations', '2025-09-06'],
] as const;

function personDraft({ tags, household, district, ...person }: DemoPerson, { districts, school }: Base) {
  const [source, collectedOn] = sources[tags.includes('Parent d’élève') ? 0 : 1 + (household % 2)] ?? sources[0];
  const option = school.options[household % school.options.length];
  return newContact.parse({
    ...person,
    districtId: (district && districts.get(district)) ?? null,
    custom: tags.includes('Parent d’élève') && option ? { [school.id]: option.id } : {},
    source,
    collectedOn,
  });
}

function organizationDraft({ district, ...one }: DemoOrganization, { districts, stall }: Base) {
  return newContact.parse({
    ...one,
    kind: 'organization',
    source: 'Annuaire de la mairie',
    collectedOn: '2025-01-15',
    municipality: 'Valmeraude',
    postcode: '00300',
    districtId: districts.get(district) ?? null,
    custom: /Boulangerie|Boucherie|Épicerie|Fleuriste|Ferme/.test(one.lastName)
      ? { [stall.id]: `Place du Marché, n° ${1 + (one.lastName.length % 24)}` }
      : {},
  });
}

/** What each purpose was agreed to, and refused, in a hundred of those who could be asked; the others never were. */
const asked = [
  { code: 'municipal_news', channel: 'email', yes: 0.62, no: 0.12 },
  { code: 'municipal_news', channel: 'letter', yes: 0.3, no: 0.05 },
  { code: 'culture_sport', channel: 'email', yes: 0.38, no: 0.16 },
  { code: 'participation', channel: 'email', yes: 0.34, no: 0.1 },
  { code: 'participation', channel: 'sms', yes: 0.18, no: 0.12 },
] as const;

const canBeAsked: Partial<Record<Channel, (person: DemoPerson) => boolean>> = {
  email: ({ email }) => email !== null,
  sms: ({ mobilePhone }) => mobilePhone !== null,
  letter: ({ addressLine }) => addressLine !== '',
};

async function agree(scope: Scope, known: readonly Known[], purposes: Named): Promise<void> {
  const chance = chanceFrom(7);
  const answers = known.flatMap(({ person, contactId }) =>
    asked.flatMap(({ code, channel, yes, no }) => {
      const draw = chance.next();
      const purposeId = purposes.get(code);
      if (!purposeId || !person.honorific || !canBeAsked[channel]?.(person) || draw > yes + no) return [];
      return [
        {
          contactId,
          purposeId,
          channel,
          answer: draw < yes ? ('granted' as const) : ('refused' as const),
          method: 'paper' as const,
          wording: 'Accord recueilli par écrit sur le bulletin d’inscription de la mairie.',
          happenedAt: '2025-03-11T08:00:00.000Z',
        },
      ];
    }),
  );
  await recordConsents(scope, answers);
}

const roles = ['Présidente ou président', 'Trésorière ou trésorier', 'Secrétaire'] as const;

/** One to three people run each association; through the first, one writes to it. */
async function join(scope: Scope, known: readonly Known[], organizationIds: readonly string[]): Promise<void> {
  const chance = chanceFrom(42);
  const adults = known.filter(({ person }) => person.honorific);
  for (const organizationId of organizationIds) {
    const first = chance.between(0, adults.length - 4);
    for (const [rank, role] of roles.slice(0, chance.between(1, 3)).entries()) {
      const personId = adults[first + rank]?.contactId ?? '';
      const since = `${chance.between(2015, 2024)}-09-01`;
      await addMembership(scope, { personId, organizationId, role, since, until: null, isMainContact: rank === 0 });
    }
  }
}

/** What waits for whoever opens the demo. */
async function leaveToDo(scope: Scope, known: readonly Known[]): Promise<void> {
  const dayIn = (days: number) => dayOf(secondsAfter(scope.now, days * 86_400));
  const [lea, karim] = known;
  if (lea)
    await addReminder(scope, lea.contactId, { text: 'Rappeler au sujet de la garderie', dueOn: dayIn(0), assigneeId: null });
  if (karim)
    await addReminder(scope, karim.contactId, {
      text: 'Prendre des nouvelles après sa chute',
      dueOn: dayIn(3),
      assigneeId: null,
    });
}
