import { useEffect, useRef, useState } from 'react';
import { channel, consentsApi } from '../../consents/contract.ts';
import { byChannelLabel, channelLabel } from '../../consents/labels.ts';
import { contactsApi, organizationCategory } from '../../contacts/contract.ts';
import { categoryLabel } from '../../contacts/labels.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { IconButton } from '../../ui/actions/IconButton.tsx';
import { Menu } from '../../ui/actions/Menu.tsx';
import { useRead } from '../../ui/ask.ts';
import { ComboBox } from '../../ui/forms/ComboBox.tsx';
import { SearchField } from '../../ui/forms/SearchField.tsx';
import { Select } from '../../ui/forms/Select.tsx';
import { Popover } from '../../ui/frames/Popover.tsx';
import { Toolbar, ToolbarField, ToolbarSpace } from '../../ui/frames/Toolbar.tsx';
import { Chips } from '../../ui/signs/Chips.tsx';
import { type ContactOrder, contactOrder, reach } from '../contract.ts';
import { orderLabel, reachLabel } from '../labels.ts';
import { type FilterName, type Filters, valuesOf } from './useFilters.ts';

interface FilterBarProps {
  filters: Filters;
  set: (name: FilterName, value: string) => void;
  sort: ContactOrder;
  sortBy: (order: string) => void;
}

/** The search, one chip for each filter, one button to add another, the order. */
export function FilterBar({ filters, set, sort, sortBy }: FilterBarProps) {
  const chips = useChips(filters);
  return (
    <Toolbar label="Chercher et filtrer">
      <SearchBox value={filters.search ?? ''} onSearch={(text) => set('search', text)} />
      <Chips label="Filtres" chips={chips} onRemove={(id) => remove(id, { filters, set })}>
        <Popover
          label="Ajouter un filtre"
          trigger={
            <Button look="quiet" size="small" icon="plus">
              Filtre
            </Button>
          }
        >
          {(close) => (
            <FilterForm
              filters={filters}
              set={(name, value) => {
                set(name, value);
                close();
              }}
            />
          )}
        </Popover>
      </Chips>
      <ToolbarSpace />
      <Menu
        label="Ordre de la liste"
        trigger={<IconButton icon="arrows-sort" label={`Ordre\u00a0: ${orderLabel[sort].toLowerCase()}`} look="secondary" />}
        entries={contactOrder.options.map((id) => ({
          id,
          label: orderLabel[id],
          ...(id === sort ? { icon: 'check' as const } : {}),
          onAction: () => sortBy(id === 'name' ? '' : id),
        }))}
      />
    </Toolbar>
  );
}

/** Asks once the typing pauses: each letter of « Martin » is not a question. */
function SearchBox({ value, onSearch }: { value: string; onSearch: (text: string) => void }) {
  const [typed, setTyped] = useState(value);
  const asked = useRef(value);
  useEffect(() => {
    if (value !== asked.current) setTyped(value);
    asked.current = value;
  }, [value]);
  useEffect(() => {
    const text = typed.trim();
    if (text === asked.current) return;
    const pause = setTimeout(() => {
      asked.current = text;
      onSearch(text);
    }, 250);
    return () => clearTimeout(pause);
  }, [typed, onSearch]);
  return (
    <ToolbarField>
      <SearchField label="Chercher dans les contacts" placeholder="Nom, rue, téléphone…" value={typed} onChange={setTyped} />
    </ToolbarField>
  );
}

/** A filter of several values loses one of them. */
function remove(id: string, { filters, set }: Pick<FilterBarProps, 'filters' | 'set'>): void {
  const [name, value] = id.split(' ') as [FilterName, string | undefined];
  const others = valuesOf(filters[name]).filter((one) => one !== value);
  set(name, value ? others.join() : '');
}

function useChips(filters: Filters) {
  const tags = useRead(contactsApi.listTags).data ?? [];
  const purposes = useRead(consentsApi.listPurposes, filters.purposeId ? {} : null).data ?? [];
  const purpose = purposes.find(({ id }) => id === filters.purposeId)?.name ?? '…';
  const one = (name: FilterName, label: string | undefined) => (filters[name] && label ? [{ id: name, label }] : []);
  return [
    ...one('kind', filters.kind === 'person' ? 'Personnes' : 'Structures'),
    ...one('category', categoryLabel[filters.category as keyof typeof categoryLabel]),
    ...valuesOf(filters.tagId).map((tagId) => ({
      id: `tagId ${tagId}`,
      label: `Étiquette ${tags.find((tag) => tag.id === tagId)?.name ?? '…'}`,
    })),
    ...valuesOf(filters.reach).map((means) => ({ id: `reach ${means}`, label: reachLabel[means as keyof typeof reachLabel] })),
    ...one('municipality', `Commune ${filters.municipality}`),
    ...one('purposeId', `Accord pour «\u00a0${purpose}\u00a0»`),
    ...(filters.purposeId ? one('channel', byChannelLabel[filters.channel as keyof typeof byChannelLabel]) : []),
    ...one('archived', 'Fiches archivées'),
  ];
}

/** What the list can be narrowed by; choosing applies at once. */
function FilterForm({ filters, set }: Pick<FilterBarProps, 'filters' | 'set'>) {
  const tags = useRead(contactsApi.listTags).data ?? [];
  const purposes = useRead(consentsApi.listPurposes).data ?? [];
  const add = (name: FilterName) => (value: string) => set(name, [...new Set([...valuesOf(filters[name]), value])].join());
  return (
    <>
      <Select
        label="Personnes ou structures"
        choices={[
          { id: 'person', label: 'Personnes' },
          { id: 'organization', label: 'Associations, commerces…' },
        ]}
        value={filters.kind ?? null}
        onChange={(kind) => set('kind', kind)}
      />
      {filters.kind === 'organization' && (
        <Select
          label="Catégorie"
          choices={organizationCategory.options.map((id) => ({ id, label: categoryLabel[id] }))}
          value={filters.category ?? null}
          onChange={(category) => set('category', category)}
        />
      )}
      {tags.length > 0 && (
        <ComboBox
          label="Étiquette"
          choices={tags.map(({ id, name }) => ({ id, label: name }))}
          onChange={(tagId) => tagId && add('tagId')(tagId)}
        />
      )}
      <Select
        label="Joignable par"
        choices={reach.options.map((id) => ({ id, label: reachLabel[id] }))}
        value={null}
        onChange={add('reach')}
      />
      {purposes.length > 0 && (
        <Select
          label="Accord donné pour"
          choices={purposes.map(({ id, name }) => ({ id, label: name }))}
          value={filters.purposeId ?? null}
          onChange={(purposeId) => set('purposeId', purposeId)}
        />
      )}
      {filters.purposeId && (
        <Select
          label="Par quel moyen"
          choices={channel.options.map((id) => ({ id, label: channelLabel[id] }))}
          value={filters.channel ?? null}
          onChange={(means) => set('channel', means)}
        />
      )}
      <Button look="link" icon="archive" onPress={() => set('archived', 'true')}>
        Voir les fiches archivées
      </Button>
    </>
  );
}
