import type { Need } from './contract.ts';

export type NeedTables = { contactNeeds: { contactId: string; need: Need; notedBy: string; notedAt: string } };
