import type { Generated } from 'kysely';

export type MeansTables = {
  contactEmails: { contactId: string; address: string; label: Generated<string>; position: number; isPreferred: boolean };
  contactPhones: {
    contactId: string;
    number: string;
    isMobile: boolean;
    label: Generated<string>;
    position: number;
    isPreferred: boolean;
  };
};
