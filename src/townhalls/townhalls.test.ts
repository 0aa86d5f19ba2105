import { describe, expect, test } from 'vitest';
import { knock } from '../../test/knock.ts';
import { story } from '../../test/town.ts';
import { contrastOnWhite, municipalitiesApi, readableColour, townHallApi } from './contract.ts';
import { colourInWords } from './labels.ts';

const settings = { openingHours: 'Le mardi', colour: '#1A4FA3', dpoName: 'Centre de gestion', dpoEmail: 'dpo@cdg.example' };

describe('the settings of a mairie', () => {
  test(
    'are read by all, changed by administrators, one at a time',
    story(async (town) => {
      const door = await knock(town);
      const [administrator, reader] = [await door.as('administrator'), await door.as('reader')];
      const { reply } = await reader.ask(townHallApi.show, {});
      expect(reply).toMatchObject({ name: 'Valmeraude', dpoEmail: null, readableColour: '#0b6147' });
      expect((await reader.ask(townHallApi.changeSettings, { body: settings }, { version: reply.version })).status).toBe(403);
      const changed = await administrator.ask(townHallApi.changeSettings, { body: settings }, { version: reply.version });
      expect(changed.reply).toMatchObject({
        name: 'Valmeraude',
        openingHours: 'Le mardi',
        colour: '#1a4fa3',
        version: reply.version + 1,
      });
      expect((await administrator.ask(townHallApi.changeSettings, { body: settings }, { version: reply.version })).status).toBe(
        412,
      );
    }),
  );

  test(
    'always name the data-protection contact',
    story(async (town) => {
      const administrator = await (await knock(town)).as('administrator');
      const body = { ...settings, dpoName: '', dpoEmail: 'nulle part' };
      const { problem } = await administrator.ask(townHallApi.changeSettings, { body }, { version: 1 });
      expect(problem.errors?.map(({ field }) => field)).toEqual(['dpoName', 'dpoEmail']);
    }),
  );
});

describe('the official list of communes', () => {
  const ask = (query: { postcode?: string; name?: string }, check: (names: string[]) => void) =>
    story(async (town) => {
      const { reply } = await (await knock(town)).browser().ask(municipalitiesApi.search, { query });
      check(reply.items.map(({ name, inseeCode }) => `${name} ${inseeCode}`));
    });

  test(
    'answers by postcode',
    ask({ postcode: '01500' }, (names) => expect(names[0]).toBe('Ambérieu-en-Bugey 01004')),
  );
  test(
    'answers by the beginning of a name, without accents',
    ask({ name: 'saint etienne' }, (names) => expect(names[0]).toMatch(/^Saint-Étienne 42218/)),
  );
  test(
    'answers nothing to nothing',
    ask({}, (names) => expect(names).toEqual([])),
  );
  test(
    'knows Paris, and Corsica',
    ask({ name: 'Ajaccio' }, (names) => expect(names).toEqual(['Ajaccio 2A004'])),
  );
});

describe('the colour of the portal', () => {
  test.each([
    ['#ffffff', 1],
    ['#000000', 21],
    ['#0b6147', 7.46],
    ['#767676', 4.54],
  ])('%s stands out from white by %d', (colour, ratio) => expect(contrastOnWhite(colour)).toBeCloseTo(ratio, 1));

  test.each(['#ffffff', '#ffd500', '#ff0000', '#00ff00', '#3b82f6', '#0b6147', '#000000'])(
    'from %s comes one that weak eyes can read on white',
    (colour) => expect(contrastOnWhite(readableColour(colour))).toBeGreaterThanOrEqual(7),
  );

  test('a colour dark enough is left alone, and the agent is told which of the two it is', () => {
    expect(readableColour('#1a4fa3')).toBe('#1a4fa3');
    expect(colourInWords('#1a4fa3')).toContain('se lit bien');
    expect(colourInWords('#ffd500')).toContain('le portail l’assombrit');
  });
});
