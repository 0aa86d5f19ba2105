import type { Environment } from './environment.ts';

const thisMachine = ['localhost', '127.0.0.1', '[::1]'];

/** A public address other than this machine's means a proxy speaks for the caller; none means nobody may. */
export const isBehindProxy = (publicUrl: string | undefined): boolean =>
  publicUrl !== undefined && !thisMachine.includes(new URL(publicUrl).hostname);

export const isLocal = (ip: string): boolean => ip === '127.0.0.1' || ip === '::1' || ip === '::ffff:127.0.0.1';

/** Where people find Parvis, without a slash at the end: what links in messages begin with. */
export const publicUrlOf = ({ PUBLIC_URL, PORT }: Pick<Environment, 'PUBLIC_URL' | 'PORT'>): string =>
  (PUBLIC_URL ?? `http://localhost:${PORT}`).replace(/\/+$/, '');
