import { campaignsApi } from '../../campaigns/contract.ts';
import { categoryLabel, fullName } from '../../contacts/labels.ts';
import { directoryApi, type ListedContact } from '../../directory/contract.ts';
import { segmentsApi } from '../../segments/contract.ts';
import type { Permission } from '../../team/contract.ts';
import { useRead } from '../../ui/ask.ts';
import type { SearchEntry } from '../../ui/forms/SearchMenu.tsx';
import type { IconName } from '../../ui/Icon.tsx';
import { visits } from '../../ui/place.ts';
import { Avatar } from '../../ui/signs/Avatar.tsx';
import { useQuiet } from '../../ui/useQuiet.ts';
import { allowed, pagesFor } from './navigation.ts';
import { bestFor } from './resemblance.ts';
import { type ActId, acts } from './shortcuts.ts';

export interface Found extends SearchEntry {
  href?: string;
  act?: ActId;
}
interface FoundGroup {
  title: string;
  entries: Found[];
}

const SHOWN = 6;
/** A search is asked while one types: sooner than a count, which can wait. */
const PAUSE = 120;

/** All that answers what is typed, by kind; nothing typed: what was looked at last, then where one can go. */
export function useEverything(text: string | null, permissions: readonly Permission[]): FoundGroup[] {
  const typed = text ?? '';
  const may = (permission: Permission) => text !== null && permissions.includes(permission);
  const { groups: people, isLooking } = usePeople(may('contacts.read') ? typed : '');
  const isAsking = typed.trim() !== '';
  const segments = useRead(segmentsApi.list, may('segments.read') && isAsking ? { query: { limit: 200 } } : null);
  const campaigns = useRead(campaignsApi.list, may('campaigns.read') && isAsking ? { query: { limit: 100 } } : null);
  const named = (items: readonly { id: string; name: string }[] = [], path: string, icon: IconName): Found[] =>
    isAsking
      ? bestFor(
          items.map(({ id, name }) => ({ id, label: name, href: `${path}/${id}`, icon })),
          typed,
        ).slice(0, SHOWN)
      : [];
  const pages = bestFor(
    pagesFor(permissions).map(({ label, href, icon }) => ({ id: label, label, href, icon })),
    typed,
  );
  const doable = allowed(acts, permissions).map(
    ({ id, label, icon, key }): Found => ({ id, label, icon, act: id, ...(key ? { keys: key } : {}) }),
  );
  const groups: FoundGroup[] = [
    { title: 'Vus récemment', entries: isAsking ? [] : recent() },
    ...people,
    { title: 'Segments', entries: named(segments.data?.items, '/segments', 'circles-relation') },
    { title: 'Envois', entries: named(campaigns.data?.items, '/envois', 'send') },
    { title: 'Pages', entries: isAsking ? pages.slice(0, SHOWN) : pages },
    { title: 'Actions', entries: bestFor(doable, typed) },
    { title: 'Dans les contacts', entries: isAsking && !isLooking && may('contacts.read') ? [wholeList(typed)] : [] },
  ];
  return groups.filter(({ entries }) => entries.length > 0);
}

const wholeList = (typed: string): Found => ({
  id: 'list',
  label: `Chercher «\u00a0${typed.trim()}\u00a0» dans la liste`,
  icon: 'search',
  href: `/contacts?vue=tous&q=${encodeURIComponent(typed.trim())}`,
});

/** People and structures, looked for on the server; words nobody answers to are tried a slip of the finger away. */
export function usePeople(text: string): { groups: FoundGroup[]; isLooking: boolean } {
  const search = useQuiet(text.trim(), PAUSE);
  const isAsking = search.length >= 2;
  const exact = useRead(directoryApi.list, isAsking ? { query: { search, limit: SHOWN } } : null);
  const isNobody = isAsking && !exact.isPlaceholderData && exact.data?.items.length === 0;
  const close = useRead(directoryApi.list, isNobody ? { query: { search, limit: SHOWN, spelling: 'close' } } : null);
  const { data, isFetching, isPlaceholderData } = isNobody ? close : exact;
  const found = isAsking && !(isNobody && isPlaceholderData) ? (data?.items ?? []) : [];
  const groups = [
    { title: 'Personnes', entries: found.filter(({ kind }) => kind === 'person').map(asFound) },
    { title: 'Associations, commerces…', entries: found.filter(({ kind }) => kind === 'organization').map(asFound) },
  ];
  return {
    groups: groups.filter(({ entries }) => entries.length > 0),
    isLooking: search !== text.trim() || (isAsking && isFetching && (isPlaceholderData || !data)),
  };
}

function asFound(contact: ListedContact): Found {
  const name = fullName(contact);
  const where = [contact.addressLine, contact.municipality].filter(Boolean).join(' · ');
  return {
    id: contact.id,
    label: name,
    href: `/contacts/${contact.id}`,
    hint: contact.category ? [categoryLabel[contact.category], contact.municipality].filter(Boolean).join(' · ') : where,
    sign: <Avatar name={name} shape={contact.kind === 'person' ? 'person' : 'structure'} size="x-small" />,
  };
}

const iconAt: Record<string, IconName> = { contacts: 'user', segments: 'circles-relation', envois: 'send' };

const recent = (): Found[] =>
  visits()
    .filter(({ href }) => href !== location.pathname)
    .slice(0, SHOWN)
    .map(({ label, href }) => ({ id: `recent ${href}`, label, href, icon: iconAt[href.split('/')[1] ?? ''] ?? 'clock' }));
