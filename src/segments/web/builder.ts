import { createContext, use } from 'react';
import type { Vocabulary } from '../contract.ts';
import type { Names } from '../labels.ts';
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

export const namesIn = ({ tags, purposes, subjects }: Vocabulary): Names => {
  const byId = (things: readonly { id: string; name: string }[]) => new Map(things.map(({ id, name }) => [id, name]));
  return { tags: byId(tags), purposes: byId(purposes), subjects: byId(subjects) };
};
