import type { Generated } from 'kysely';
import type { ContactTables } from '../contacts/tables.ts';
import type { Actor, Scope } from '../platform/scope.ts';
import type { Channel, ConsentAnswer, ConsentForm, ConsentMethod, DataCategory, LegalBasis } from './contract.ts';

export type ConsentTables = {
  purposes: {
    id: string;
    code: string;
    name: string;
    description: Generated<string>;
    legalBasis: LegalBasis;
    retentionMonths: number;
    disclosedTo: Generated<string>;
    isOpenToMinors: Generated<boolean>;
    isProposed: Generated<boolean>;
    dataCategories: Generated<DataCategory[]>;
    version: Generated<number>;
    createdAt: string;
    archivedAt: Generated<string | null>;
  };
  consents: { contactId: string; purposeId: string; channel: Channel; answer: ConsentAnswer; since: string };
  consentProofs: {
    id: string;
    contactId: string;
    purposeId: string;
    channel: Channel;
    answer: ConsentAnswer;
    method: ConsentMethod;
    wording: string;
    wordingHash: string;
    pageHash: Generated<string | null>;
    language: Generated<string>;
    confirmedAt: Generated<string | null>;
    happenedAt: string;
    recordedAt: string;
    actorKind: Actor['kind'];
    actorId: string;
    actorName: string;
  };
  consentPages: { hash: string; form: ConsentForm; language: Generated<string>; content: string; firstShownAt: string };
  consentAnnulments: { proofId: string; annulledAt: string; actorKind: Actor['kind']; actorId: string; actorName: string };
};

export const consentsDb = (scope: Scope) => scope.db.withTables<ConsentTables & ContactTables>();
