import type { Generated } from 'kysely';
import type { CustomField, FieldBearer, FieldKind } from './contract.ts';

export type FieldTables = {
  customFields: {
    id: string;
    label: string;
    readonly foldedLabel: Generated<string>;
    help: Generated<string>;
    kind: FieldKind;
    appliesTo: FieldBearer;
    position: number;
    approval: CustomField['approval'];
    version: Generated<number>;
    createdAt: string;
    archivedAt: Generated<string | null>;
  };
  customFieldOptions: {
    id: string;
    customFieldId: string;
    label: string;
    readonly foldedLabel: Generated<string>;
    position: number;
    archivedAt: string | null;
  };
};
