import { seedPurposes } from '../../consents/consents.ts';
import { conflict } from '../../platform/problem.ts';
import { usualCost } from '../../team/passwords.ts';
import { demoPassword } from '../../team/setup.ts';
import { listTownHalls, type TownHall } from '../../townhalls/townhalls.ts';
import { demoAgents, seedDemo } from '../demo/demo.ts';
import type { Verb } from './verb.ts';

export const demoVerb: Verb = {
  name: 'demo',
  summary: 'Installe Valmeraude, la commune d’exemple.',
  usage: 'demo',
  options: {},
  async run({ ground }) {
    const { entrance } = await ground();
    const townHalls = await listTownHalls(entrance.db);
    if (townHalls.some(({ isDemo }) => isDemo)) throw conflict('demo.already_there', 'Valmeraude est déjà là.');
    const townHall = await seedDemo(entrance, seedPurposes, usualCost);
    return { townHall, agents: demoAgents, password: demoPassword };
  },
  inWords: ({ townHall }: { townHall: TownHall }) => `${townHall.name} est prête : ${demoAgents[0].email} · ${demoPassword}`,
};
