export const OWNER_PASSWORD = 'stage';

/** The same server, another database. */
export const databaseAt = (serverUrl: string, database: string): string =>
  serverUrl.replace(/^(postgres(?:ql)?:\/\/[^/]*\/)[^?]*/, `$1${database}`);

/** The same, as the role that owns Parvis' tables. */
export const ownerAt = (serverUrl: string, database: string): string =>
  databaseAt(serverUrl, database).replace(/^(postgres(?:ql)?:\/\/)(?:[^/@]*@)?/, `$1parvis_owner:${OWNER_PASSWORD}@`);
