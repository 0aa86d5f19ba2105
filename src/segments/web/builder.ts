import { createContext, use } from 'react';
import type { Vocabulary } from '../contract.ts';
import type { Names } from '../rules/labels.ts';
import type { Draft } from './draft.ts';

/** What every part of the builder needs. */
export interface Building {
  vocabulary: Vocabulary;
  names: Names;
  /** Changes the rule; edits about the same thing are undone together. */
  change: (change: (draft: Draft) => Draft, about: string) => void;
  /** Whom a condition keeps by itself, or an exception removes. */
  countOf: (key: string) => number | undefined;
  isStale: boolean;
}

const Building = createContext<Building | null>(null);

export const BuildingProvider = Building.Provider;

export function useBuilding(): Building {
  const building = use(Building);
  if (!building) throw new Error('A condition stands in a builder.');
  return building;
}

const byId = (things: readonly { id: string; name: string; isArchived?: boolean }[]) =>
  new Map(things.map(({ id, name, isArchived }) => [id, isArchived ? `${name} (archivé)` : name]));

export const namesIn = (vocabulary: Vocabulary): Names => ({
  tags: byId(vocabulary.tags),
  purposes: byId(vocabulary.purposes),
  subjects: byId(vocabulary.subjects),
  fields: new Map(vocabulary.fields.map((field) => [field.id, field])),
  districts: byId(vocabulary.districts),
  roles: byId(vocabulary.roles),
  segments: byId([...vocabulary.segments, ...vocabulary.lists]),
  lists: byId(vocabulary.lists),
  themes: byId(vocabulary.themes),
  kinds: byId(vocabulary.kinds),
  solicitedFrom: vocabulary.solicitedFrom,
});

/** Before it has been read. */
export const noVocabulary: Vocabulary = {
  tags: [],
  purposes: [],
  subjects: [],
  fields: [],
  districts: [],
  roles: [],
  segments: [],
  lists: [],
  themes: [],
  kinds: [],
  solicitedFrom: 1,
  municipalities: [],
  postcodes: [],
  sources: [],
};
