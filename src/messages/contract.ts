import type { Contact } from '../contacts/contract.ts';

/** What a letter needs to know of its reader. */
export type Addressee = Pick<Contact, 'id' | 'kind' | 'honorific' | 'firstName' | 'lastName' | 'municipality' | 'custom'>;
