import type { ParseArgsConfig } from 'node:util';
import { invalid, missing } from '../../platform/problem.ts';
import { findTownHall, listTownHalls, type TownHall } from '../../townhalls/townhalls.ts';
import type { Ground } from '../ground.ts';

type Options = NonNullable<ParseArgsConfig['options']>;

/** What a command is given to work with: its words, and a ground opened only if it asks for one. */
export interface Order {
  values: Record<string, string | boolean | undefined>;
  words: string[];
  ground(): Promise<Ground>;
  /** Progress and prose: stderr, so that stdout stays one document. */
  say(line: string): void;
}

export interface Verb {
  name: string;
  /** One French line, for `--help`. */
  summary: string;
  usage: string;
  options: Options;
  /** What it answers is printed: as JSON with `--json`, else as `inWords` says. */
  run(order: Order): Promise<unknown>;
  inWords?(answer: never): string;
}

/** An option the command cannot do without. */
export function required(values: Order['values'], name: string): string {
  const value = values[name];
  if (typeof value !== 'string' || value === '') throw invalid('command.option_missing', `Il manque l’option --${name}.`);
  return value;
}

/** The town hall named by `--town-hall`; the only one there is, when there is one only. */
export async function townHallOf(order: Order): Promise<TownHall> {
  const { db } = await order.ground();
  const slug = order.values['town-hall'];
  const all = await listTownHalls(db);
  const found = typeof slug === 'string' ? await findTownHall(db, slug) : all.length === 1 ? all[0] : undefined;
  if (found) return found;
  const known = all.map((one) => one.slug).join(', ') || 'aucune pour l’instant';
  throw typeof slug === 'string'
    ? missing('town_hall.missing', `Aucune mairie ne porte le nom court « ${slug} ». Connues : ${known}.`)
    : invalid('command.option_missing', `Indiquez la mairie : --town-hall <nom court>. Connues : ${known}.`);
}
