import type { Channel, LegalBasis } from '../contract.ts';

/** What someone receives and may receive, by purpose and by the channels they can be reached by. */
export interface Preferences {
  channels: readonly Channel[];
  rows: readonly PreferenceRow[];
}

export interface PreferenceRow {
  purposeId: string;
  name: string;
  description: string;
  legalBasis: LegalBasis;
  /** Kept when everything else is stopped. */
  isAlert: boolean;
  cells: readonly { channel: Channel; isOn: boolean }[];
}

/** How a box of the form is named in what it sends. */
export const cellName = (purposeId: string, channel: Channel): string => `${purposeId} ${channel}`;
