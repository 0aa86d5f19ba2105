import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { journalUnder } from '../../src/messages/opt-outs/journal.ts';

/** A journal nobody writes in: the stage's database is always there. */
export const noOptOuts = journalUnder(join(tmpdir(), 'parvis-no-opt-outs'));
