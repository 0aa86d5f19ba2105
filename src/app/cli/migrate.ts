import type { Verb } from './verb.ts';

/** Opening the ground migrates: this does so, and nothing else. */
export const migrateVerb: Verb = {
  name: 'migrate',
  summary: 'Met la base de données à jour, sans servir.',
  usage: 'migrate',
  options: {},
  async run({ ground }) {
    await ground();
    return { migrated: true };
  },
  inWords: () => 'La base de données est à jour.',
};
