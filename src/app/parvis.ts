import { parseArgs } from 'node:util';
import { Problem } from '../platform/problem.ts';
import type { Order, Verb } from './cli/verb.ts';
import { verbs } from './cli/verbs.ts';
import { readEnvironment } from './environment.ts';
import { type Ground, openGround } from './ground.ts';

/** The operator's command line: 0 done, 1 refused with the reason, 2 wrong usage. */
export async function parvis(argv: string[]): Promise<void> {
  const name = argv.slice(0, 2).join(' ');
  const verb = verbs.find((one) => one.name === name) ?? verbs.find((one) => one.name === argv[0]);
  if (!verb) return wrongUsage(argv[0] && argv[0] !== '--help' ? `Commande inconnue : ${argv[0]}.` : undefined);
  const given = argv.slice(verb.name.split(' ').length);
  const order = wordsOf(verb, given);
  if (order) await obey(verb, order);
}

type Words = Pick<Order, 'values' | 'words'>;

function wordsOf(verb: Verb, given: string[]): Words | undefined {
  try {
    const options = { ...verb.options, json: { type: 'boolean' as const }, help: { type: 'boolean' as const } };
    const { values, positionals } = parseArgs({ args: given, options, allowPositionals: true, strict: true });
    if (!values['help']) return { values: values as Order['values'], words: positionals };
    process.stdout.write(`${verb.summary}\n\n  npm run parvis -- ${verb.usage}\n`);
  } catch (error) {
    wrongUsage(`${(error as Error).message}\n\n  npm run parvis -- ${verb.usage}`);
  }
  return undefined;
}

function wrongUsage(reason: string | undefined): void {
  const list = verbs.map((verb) => `  ${verb.name.padEnd(18)} ${verb.summary}`).join('\n');
  const text = `${reason ? `${reason}\n\n` : ''}npm run parvis -- <commande> [--help]\n\n${list}\n`;
  (reason ? process.stderr : process.stdout).write(text);
  process.exitCode = reason ? 2 : 0;
}

async function obey(verb: Verb, { values, words }: Words): Promise<void> {
  const say = (line: string) => void process.stderr.write(`${line}\n`);
  let ground: Promise<Ground> | undefined;
  const open = () => (ground ??= openGround(readEnvironment(), { log: say, isServing: verb.name === 'serve' }));
  try {
    const answer = await verb.run({ values, words, say, ground: open });
    if (values['json']) process.stdout.write(`${JSON.stringify(answer ?? {}, null, 2)}\n`);
    else if (verb.inWords) process.stdout.write(`${verb.inWords(answer as never)}\n`);
  } catch (error) {
    refuse(error, values['json'] === true);
  } finally {
    await ground?.then((one) => one.close()).catch(() => undefined);
  }
}

function refuse(error: unknown, isJson: boolean): void {
  const problem = error instanceof Problem ? error : undefined;
  process.exitCode = problem?.code === 'command.option_missing' ? 2 : 1;
  if (isJson)
    process.stdout.write(
      `${JSON.stringify(problem?.document ?? { code: 'command.failed', detail: String((error as Error).message) }, null, 2)}\n`,
    );
  process.stderr.write(`${problem ? problem.message : (error as Error).stack}\n`);
}
