import { createContext, use } from 'react';
import type { Content, Fault } from '../../../messages/letter/contract.ts';
import type { CampaignReach } from '../../contract.ts';
import type { VariableLook } from './variable-node.ts';

/** What every part of the letter being written shares. */
export interface Writing {
  content: Content;
  /** `about`: what is being changed, so that typing without stopping is one step of the history. */
  change: (next: (before: Content) => Content, about?: string) => void;
  look: VariableLook;
  /** The variables one can insert, by name. */
  variables: readonly { id: string; label: string; fallback: string }[];
  segments: readonly { id: string; label: string }[];
  passages: CampaignReach['passages'];
  faults: readonly Fault[];
  selectedId: string | null;
  select: (blockId: string | null) => void;
}

const Context = createContext<Writing | null>(null);

export const WritingProvider = Context.Provider;

export function useWriting(): Writing {
  const writing = use(Context);
  if (!writing) throw new Error('A part of a letter stands in a WritingProvider.');
  return writing;
}
