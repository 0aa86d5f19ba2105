import { type NewInteraction, recordInteractions } from '../../interactions/interactions.ts';
import type { Scope } from '../../platform/scope.ts';
import { dayOf, secondsAfter } from '../../platform/time.ts';
import { chanceFrom } from './chance.ts';
import type { DemoPerson } from './people.ts';

const DAY = 86_400;
/** Eighteen months. */
const DAYS_TOLD = 548;

export interface Known {
  person: DemoPerson;
  contactId: string;
}

type Told = Pick<NewInteraction, 'kind' | 'initiative' | 'note'> & { theme: string };

const exchanges: readonly Told[] = [
  {
    kind: 'call',
    initiative: 'contact',
    theme: 'École et enfance',
    note: 'Demande les horaires de la garderie. Réponse donnée.',
  },
  {
    kind: 'call',
    initiative: 'contact',
    theme: 'Travaux et voirie',
    note: 'Signale un nid-de-poule. Transmis aux services techniques.',
  },
  { kind: 'call', initiative: 'contact', theme: 'Environnement', note: 'Demande le calendrier de collecte des déchets verts.' },
  {
    kind: 'call',
    initiative: 'town_hall',
    theme: 'Aînés et solidarité',
    note: 'Appel pendant les fortes chaleurs : tout va bien.',
  },
  { kind: 'visit', initiative: 'contact', theme: 'École et enfance', note: 'Dossier de cantine remis au guichet.' },
  { kind: 'visit', initiative: 'contact', theme: 'Vie associative', note: 'Réserve la salle des fêtes pour un samedi.' },
  { kind: 'visit', initiative: 'contact', theme: 'Travaux et voirie', note: 'Consulte le plan de la rue du Gué.' },
  { kind: 'visit', initiative: 'contact', theme: 'Sécurité', note: 'S’inscrit aux alertes de crue.' },
  { kind: 'meeting', initiative: 'contact', theme: 'École et enfance', note: 'Rendez-vous avec l’adjointe aux écoles.' },
  { kind: 'meeting', initiative: 'contact', theme: 'Culture et fêtes', note: 'Propose son aide pour la fête du Gué.' },
  { kind: 'meeting', initiative: 'town_hall', theme: 'Vie associative', note: 'Présente à la réunion des associations.' },
  { kind: 'note', initiative: 'town_hall', theme: '', note: 'Préfère être appelé le matin.' },
];

/** Few people come often, most now and then, a third never: what a town hall sees. */
function timesFor(draw: number): number {
  if (draw < 0.32) return 0;
  if (draw < 0.68) return 1;
  if (draw < 0.9) return 3;
  return draw < 0.97 ? 6 : 11;
}

/** What people and the town hall have said to each other for eighteen months, letters aside. */
export async function tellThePast(scope: Scope, known: readonly Known[], themeIds: ReadonlyMap<string, string>): Promise<void> {
  const today = `${dayOf(scope.now)}T09:00:00.000Z`;
  const told = known.flatMap(({ person, contactId }, index): NewInteraction[] => {
    if (!person.honorific) return [];
    const chance = chanceFrom(1000 + index);
    // Some stopped coming a year ago: they are the dormant ones.
    const since = chance.isTrue(0.3) ? 365 : 1;
    return Array.from({ length: timesFor(chance.next()) }, () => {
      const { theme, ...exchange } = chance.oneOf(exchanges);
      return {
        ...exchange,
        contactId,
        themeId: themeIds.get(theme),
        happenedAt: secondsAfter(today, -chance.between(since, DAYS_TOLD) * DAY + chance.between(0, 28_000)),
      };
    });
  });
  await recordInteractions(scope, told);
}
