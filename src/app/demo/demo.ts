import { listPurposes, recordConsents } from '../../consents/consents.ts';
import { addContacts } from '../../contacts/contacts.ts';
import { newContact } from '../../contacts/contract.ts';
import { addTag, tagContacts } from '../../contacts/tags/tags.ts';
import { type NewInteraction, recordInteractions } from '../../interactions/interactions.ts';
import type { Entrance } from '../../platform/routes.ts';
import { openScope, type Scope, systemActor } from '../../platform/scope.ts';
import { dayOf, secondsAfter } from '../../platform/time.ts';
import { type Cost, hashPassword } from '../../team/passwords.ts';
import { demoPassword } from '../../team/setup.ts';
import { addTeamMember } from '../../team/team.ts';
import { townHallSettings } from '../../townhalls/contract.ts';
import { changeSettings, foundTownHall, type TownHall } from '../../townhalls/townhalls.ts';
import { chanceFrom } from './chance.ts';
import { type DemoPerson, demoOrganizations, demoPeople } from './people.ts';

const DAY = 86_400;
const PEOPLE = 288;

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

/** Founds Valmeraude, a commune that does not exist: 300 contacts, the same each time, all in one transaction. */
export async function seedDemo(entrance: Entrance, furnish: (scope: Scope) => Promise<void>, cost: Cost): Promise<TownHall> {
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
  const people = demoPeople(PEOPLE);
  const source = 'Inscriptions à la cantine, septembre 2025';
  const drafts = [
    ...people.map(({ tags: _, ...person }) => newContact.parse({ ...person, source, collectedOn: '2025-09-02' })),
    ...demoOrganizations.map((one) =>
      newContact.parse({
        ...one,
        kind: 'organization',
        source: 'Annuaire de la mairie',
        collectedOn: '2025-01-15',
        municipality: 'Valmeraude',
        postcode: '00300',
      }),
    ),
  ];
  const ids = await addContacts(scope, drafts);
  const known = people.map((person, index) => ({ person, contactId: ids[index] ?? '' }));
  await tagAll(scope, known);
  await agree(scope, known);
  await recordInteractions(
    scope,
    known.flatMap(({ contactId }, index) => pastOf(scope, contactId, index)),
  );
}

type Known = { person: DemoPerson; contactId: string }[];

async function tagAll(scope: Scope, known: Known): Promise<void> {
  for (const name of ['Parent d’élève', 'Aîné', 'Bénévole', 'Nouvel arrivant']) {
    const tag = await addTag(scope, { name });
    const contactIds = known.filter(({ person }) => person.tags.includes(name)).map(({ contactId }) => contactId);
    await tagContacts(scope, tag.id, { contactIds });
  }
}

/** Two thirds of those with an address said yes to the letter, some said no, the others were never asked. */
async function agree(scope: Scope, known: Known): Promise<void> {
  const purpose = (await listPurposes(scope)).find(({ code }) => code === 'municipal_news');
  if (!purpose) return;
  const chance = chanceFrom(7);
  const answers = known.flatMap(({ person, contactId }) => {
    const draw = chance.next();
    if (!person.email || draw > 0.8) return [];
    const answer = draw < 0.66 ? ('granted' as const) : ('refused' as const);
    const wording = 'Accord pour recevoir par courriel la lettre de la commune, recueilli à l’inscription.';
    return [
      {
        contactId,
        purposeId: purpose.id,
        channel: 'email' as const,
        answer,
        method: 'paper' as const,
        wording,
        happenedAt: '2025-09-02T08:00:00.000Z',
      },
    ];
  });
  await recordConsents(scope, answers);
}

const notes = [
  { kind: 'call', initiative: 'contact', note: 'Demande les horaires de la garderie. Réponse donnée.' },
  { kind: 'visit', initiative: 'contact', note: 'Dossier de cantine remis au guichet.' },
  { kind: 'meeting', initiative: 'contact', note: 'Rendez-vous avec l’adjointe aux écoles.' },
  { kind: 'note', initiative: 'town_hall', note: 'Préfère être appelé le matin.' },
] as const;

function pastOf(scope: Scope, contactId: string, index: number): NewInteraction[] {
  const chance = chanceFrom(1000 + index);
  return Array.from({ length: chance.between(0, 3) }, () => ({
    ...chance.oneOf(notes),
    contactId,
    happenedAt: secondsAfter(`${dayOf(scope.now)}T09:00:00.000Z`, -chance.between(1, 540) * DAY + chance.between(0, 28_000)),
  }));
}
