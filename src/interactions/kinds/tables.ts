import type { Generated } from 'kysely';
import type { Initiative } from '../contract.ts';
import type { KindIcon } from './contract.ts';

export type KindTables = {
  interactionKinds: {
    id: string;
    label: string;
    readonly foldedLabel: Generated<string>;
    initiative: Initiative;
    icon: KindIcon;
    position: number;
    version: Generated<number>;
    createdAt: string;
    archivedAt: Generated<string | null>;
  };
};
