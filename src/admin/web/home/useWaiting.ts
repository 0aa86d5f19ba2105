import { checksApi } from '../../../campaigns/checks/contract.ts';
import { campaignsApi } from '../../../campaigns/contract.ts';
import { contactsApi } from '../../../contacts/contract.ts';
import { fullName } from '../../../contacts/labels.ts';
import { addressOfList, everyone } from '../../../directory/web/address.ts';
import { importsApi } from '../../../imports/contract.ts';
import { remindersApi } from '../../../interactions/reminders/contract.ts';
import { dayInWords, dayOf, instantInWords, now, secondsAfter } from '../../../platform/time.ts';
import { postApi } from '../../../post/contract.ts';
import { segmentsApi } from '../../../segments/contract.ts';
import type { Rule } from '../../../segments/rules/contract.ts';
import { useRead } from '../../../ui/ask.ts';
import type { IconName } from '../../../ui/Icon.tsx';
import { useMay } from '../../../ui/permissions.ts';
import { counted } from '../../../ui/words.ts';

/** Something that waits for an agent, with the one act that moves it on. */
export interface Waiting {
  id: string;
  icon: IconName;
  title: string;
  note: string;
  act: string;
  href: string;
  /** What the law times comes first, then what was promised, then what was begun. */
  weight: 'law' | 'promise' | 'begun' | 'news';
  /** When it is due, or since when it waits. */
  at: string;
}

const weights: readonly Waiting['weight'][] = ['law', 'promise', 'begun', 'news'];

/** By legal weight, then by date: the earliest due first, and of what was merely begun the latest first. */
export const byWeight = (one: Waiting, other: Waiting): number => {
  const heavier = weights.indexOf(one.weight) - weights.indexOf(other.weight);
  if (heavier !== 0) return heavier;
  const isDue = one.weight === 'law' || one.weight === 'promise';
  return one.at.localeCompare(other.at) * (isDue ? 1 : -1);
};

/** All that waits, each told by the module it belongs to; undefined until it is known. */
export function useWaiting(): Waiting[] | undefined {
  const asked = [
    useMissed(),
    useUninformed(),
    useReviews(),
    useReminders(),
    useImports(),
    useDrafts(),
    useAgreements(),
    useTrials(),
  ];
  if (asked.some((one) => one === undefined)) return undefined;
  return asked.flatMap((one) => one ?? []).sort(byWeight);
}

/** RGPD art. 14: within a month, or at the first message. It is shown from the first day, and presses when the month ends. */
function useUninformed(): Waiting[] | undefined {
  const mayRead = useMay('contacts.read');
  const { data, isError } = useRead(contactsApi.listUninformed, mayRead ? {} : null);
  if (!mayRead || isError) return [];
  const [first] = data ?? [];
  if (!first) return data && [];
  const count = data?.reduce((sum, one) => sum + one.count, 0) ?? 0;
  const sources = [...new Set(data?.map(({ source }) => source).filter(Boolean))];
  return [
    {
      id: 'uninformed',
      icon: 'scale',
      title: `Informer ${counted(count, 'personne', 'personnes')} avant le ${dayInWords(first.informBy)}`,
      note: `Venues de ${sources
        .slice(0, 3)
        .map((one) => `«\u00a0${one}\u00a0»`)
        .join(', ')}\u00a0: elles ne le savent pas encore. Votre premier message le leur dit de lui-même.`,
      act: 'Voir la liste',
      href: addressOfList({ ...everyone, conditions: [{ field: 'to_inform', value: true }] }),
      weight: first.informBy <= dayOf(secondsAfter(now(), WEEK)) ? 'law' : 'promise',
      at: first.informBy,
    },
  ];
}

const WEEK = 7 * 86_400;

function useReviews(): Waiting[] | undefined {
  const mayRead = useMay('campaigns.read');
  const { data, isError } = useRead(checksApi.listAwaited, mayRead ? {} : null);
  if (!mayRead || isError) return [];
  return data?.map(({ id, campaignId, campaignName, askedBy, askedAt }) => ({
    id,
    icon: 'eye',
    title: `Relire «\u00a0${campaignName}\u00a0»`,
    note: `Demandé par ${askedBy} le ${instantInWords(askedAt)}`,
    act: 'Relire',
    href: `/envois/${campaignId}`,
    weight: 'promise',
    at: askedAt,
  }));
}

/** What agents promised to do within a week, theirs or nobody's in particular; it is done from the record. */
function useReminders(): Waiting[] | undefined {
  const mayRead = useMay('contacts.read');
  const { data, isError } = useRead(remindersApi.list, mayRead ? { query: { limit: 20 } } : null);
  if (!mayRead || isError) return [];
  return data?.items
    .filter(({ dueOn }) => dueOn <= dayOf(secondsAfter(now(), WEEK)))
    .map(({ id, contact, text, dueOn }) => ({
      id,
      icon: 'bell',
      title: text,
      note: `${fullName(contact)} · pour le ${dayInWords(dueOn)}${dueOn < dayOf(now()) ? ', en retard' : ''}`,
      act: 'Ouvrir la fiche',
      href: `/contacts/${contact.id}`,
      weight: 'promise',
      at: dueOn,
    }));
}

/** Who said yes to something this week, on the site or on paper, whether they were known before or not. */
function useAgreements(): Waiting[] | undefined {
  const mayRead = useMay('segments.read');
  const { data, isError } = useRead(segmentsApi.count, mayRead ? { body: { rule: agreedThisWeek } } : null);
  if (!mayRead || isError) return [];
  if (!data?.total) return data && [];
  return [
    {
      id: 'subscribers',
      icon: 'user-plus',
      title: `Cette semaine, ${counted(data.total, 'personne a donné son accord', 'personnes ont donné leur accord')}`,
      note: 'Sur le site, sur papier, au guichet ou dans un fichier importé\u00a0: chaque accord a sa preuve sur la fiche.',
      act: 'Voir',
      href: addressOfList(agreedThisWeek),
      weight: 'news',
      at: now(),
    },
  ];
}

const agreedThisWeek: Rule = {
  ...everyone,
  conditions: [
    {
      ...{ field: 'interaction', test: 'at_least', times: 1, kinds: ['consent_given'] },
      ...{ initiative: 'contact', subjectId: null, themeId: null, period: { test: 'in_last_days', days: 7 } },
    },
  ],
};

function useImports(): Waiting[] | undefined {
  const mayImport = useMay('imports.run');
  const { data, isError } = useRead(importsApi.list, mayImport ? { query: { limit: 20 } } : null);
  if (!mayImport || isError) return [];
  return data?.items
    .filter(({ state }) => state === 'uploaded' || state === 'ready')
    .slice(0, 2)
    .map(({ id, fileName, createdAt }) => ({
      id,
      icon: 'file-import',
      title: `Finir l’import de «\u00a0${fileName}\u00a0»`,
      note: `Déposé le ${instantInWords(createdAt)}\u00a0: rien n’est encore écrit`,
      act: 'Continuer',
      href: `/contacts/imports/${id}`,
      weight: 'begun',
      at: createdAt,
    }));
}

/** Letters that were to leave at an hour, and did not: told until someone acts. */
function useMissed(): Waiting[] | undefined {
  const mayWrite = useMay('campaigns.write');
  const { data, isError } = useRead(campaignsApi.list, mayWrite ? { query: { only: 'missed', limit: 20 } } : null);
  if (!mayWrite || isError) return [];
  return data?.items.map(({ id, name, leavesAt, changedAt, missedBecause }) => ({
    id,
    icon: 'alert-circle',
    title: `«\u00a0${name}\u00a0» n’est pas partie à son heure`,
    note: `Prévue le ${instantInWords(leavesAt ?? changedAt)}. ${missedBecause || 'Le programme qui envoie ne répond pas.'}`,
    act: 'Reprendre',
    href: `/envois/${id}`,
    weight: 'promise',
    at: leavesAt ?? changedAt,
  }));
}

function useDrafts(): Waiting[] | undefined {
  const mayWrite = useMay('campaigns.write');
  const { data, isError } = useRead(campaignsApi.list, mayWrite ? { query: { limit: 20 } } : null);
  if (!mayWrite || isError) return [];
  return data?.items
    .filter(({ state, missedBecause }) => state === 'draft' && missedBecause === '')
    .slice(0, 4)
    .map(({ id, name, changedAt }) => ({
      id,
      icon: 'pencil',
      title: `Terminer «\u00a0${name}\u00a0»`,
      note: `Brouillon du ${instantInWords(changedAt)}`,
      act: 'Reprendre',
      href: `/envois/${id}`,
      weight: 'begun',
      at: changedAt,
    }));
}

function useTrials(): Waiting[] | undefined {
  const mayRead = useMay('trial.read');
  const { data, isError } = useRead(postApi.list, mayRead ? { query: { limit: 1 } } : null);
  if (!mayRead || isError) return [];
  return data?.items.map(({ id, receivedAt }) => ({
    id,
    icon: 'inbox',
    title: 'Lire ce que garde la boîte d’essai',
    note: `Ces messages n’ont été remis à personne. Dernier reçu le ${instantInWords(receivedAt)}`,
    act: 'Ouvrir',
    href: '/boite-d-essai',
    weight: 'news',
    at: receivedAt,
  }));
}
