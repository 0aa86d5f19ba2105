import { randomBytes } from 'node:crypto';
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { Problem } from '../platform/problem.ts';

const blankIsAbsent = <S extends z.ZodType>(schema: S) => z.preprocess((value) => (value === '' ? undefined : value), schema);

const address = (protocols: string[]) =>
  blankIsAbsent(
    z
      .string()
      .refine(
        (text) => URL.canParse(text) && protocols.includes(new URL(text).protocol),
        `adresse attendue (${protocols.join(', ')})`,
      )
      .optional(),
  );

/** Every variable Parvis reads; all optional. The table of the README says what each is for. */
const variables = z.object({
  PORT: blankIsAbsent(z.coerce.number().int().min(0).max(65_535).default(3000)),
  PUBLIC_URL: address(['http:', 'https:']),
  DATABASE_URL: address(['postgres:', 'postgresql:']),
  DATABASE_APP_URL: address(['postgres:', 'postgresql:']),
  PARVIS_DATA_DIR: blankIsAbsent(z.string().default('./data')),
  SMTP_URL: address(['smtp:', 'smtps:']),
  DNS_SERVERS: blankIsAbsent(
    z
      .string()
      .transform((text) => text.split(',').map((server) => server.trim()))
      .optional(),
  ),
  PARVIS_SECRET: blankIsAbsent(z.string().min(32, 'au moins 32 caractères').optional()),
  PARVIS_FORMER_SECRETS: blankIsAbsent(
    z
      .string()
      .transform((text) => text.split(',').map((one) => one.trim()))
      .pipe(z.array(z.string().min(32, 'au moins 32 caractères chacun')))
      .default([]),
  ),
  PARVIS_DEMO: blankIsAbsent(z.enum(['on', 'off']).optional()),
  LOG_LEVEL: blankIsAbsent(z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info')),
  METRICS_TOKEN: blankIsAbsent(z.string().min(16, 'au moins 16 caractères').optional()),
});

export interface Environment extends z.output<typeof variables> {
  dataDir: string;
}

export function readEnvironment(given: NodeJS.ProcessEnv = process.env): Environment {
  const result = variables.safeParse(given);
  if (!result.success) {
    const faults = result.error.issues.map((issue) => `${issue.path.join('.')} : ${issue.message}`).join(' ; ');
    throw new Problem('invalid', 'environment.invalid', { message: `Configuration à corriger. ${faults}` });
  }
  return { ...result.data, dataDir: resolve(result.data.PARVIS_DATA_DIR) };
}

/** The server's secret, given or made once, then those that served before it and still open what they closed. */
export const secretsOf = async (environment: Environment): Promise<[secret: string, former: readonly string[]]> => [
  environment.PARVIS_SECRET ?? (await ownSecret(environment)),
  environment.PARVIS_FORMER_SECRETS,
];

/** Kept readable by its owner only. */
async function ownSecret({ dataDir }: Environment): Promise<string> {
  const file = join(dataDir, 'secret');
  await mkdir(dataDir, { recursive: true });
  // 'wx': of two processes starting at once, one makes it and the other reads it.
  await writeFile(file, randomBytes(32).toString('base64url'), { flag: 'wx', mode: 0o600 }).catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    },
  );
  await chmod(file, 0o600);
  return readFile(file, 'utf8');
}
