import { seedPurposes } from '../../consents/consents.ts';
import { openScope, systemActor } from '../../platform/scope.ts';
import { foundTownHall, type TownHall } from '../../townhalls/townhalls.ts';
import { required, type Verb } from './verb.ts';

export const townHallCreate: Verb = {
  name: 'town-hall create',
  summary: 'Ouvre une mairie.',
  usage: 'town-hall create --name <nom> --insee <code> --slug <nom-court> [--population <n>]',
  options: { name: { type: 'string' }, insee: { type: 'string' }, slug: { type: 'string' }, population: { type: 'string' } },
  async run({ values, ground }) {
    const draft = {
      name: required(values, 'name'),
      inseeCode: required(values, 'insee'),
      slug: required(values, 'slug'),
      population: values['population'] ? Number(values['population']) : null,
    };
    const { entrance } = await ground();
    return entrance.found(async (footing) => {
      const townHall = await foundTownHall(footing, draft);
      await seedPurposes(await openScope(footing, townHall.id, systemActor));
      return townHall;
    });
  },
  inWords: (townHall: TownHall) => `${townHall.name} est ouverte, sous le nom court « ${townHall.slug} ».`,
};
