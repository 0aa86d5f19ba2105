import { sealWith } from '../../src/platform/seal.ts';

/** The secret of every server on the stage. */
export const seal = sealWith('a secret for the stage only, of 32 characters');
