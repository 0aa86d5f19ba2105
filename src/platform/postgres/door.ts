import { createConnection, createServer } from 'node:net';
import { join } from 'node:path';

/** Where the server listens: a socket in a private folder or, where its path would be too long, a port of the loopback. */
export interface Door {
  host: string;
  port: number;
}

/** The name of a Unix socket holds 107 bytes on Linux. */
const LONGEST_SOCKET = 107;
export const SOCKET_PORT = 5432;

export async function chooseDoor(socketFolder: string): Promise<Door> {
  const socket = join(socketFolder, `.s.PGSQL.${SOCKET_PORT}`);
  if (Buffer.byteLength(socket) <= LONGEST_SOCKET) return { host: socketFolder, port: SOCKET_PORT };
  return { host: '127.0.0.1', port: await freePort() };
}

export const isSocket = ({ host }: Door): boolean => host.startsWith('/');

export const addressOf = (door: Door): string =>
  isSocket(door) ? join(door.host, `.s.PGSQL.${door.port}`) : `${door.host}:${door.port}`;

export const doorSettings = (door: Door): Record<string, string> => ({
  listen_addresses: isSocket(door) ? '' : door.host,
  port: String(door.port),
  // A list for PostgreSQL: quotes keep a comma in the path from cutting it in two.
  unix_socket_directories: isSocket(door) ? `"${door.host.replaceAll('"', '""')}"` : '',
  unix_socket_permissions: '0700',
});

/** The form that both `pg` and the standard `URL` read: `localhost` yields to `host`, which may be a folder. */
export const urlOf = (door: Door, who: { role: string; password: string; database: string }): string =>
  `postgresql://${who.role}:${encodeURIComponent(who.password)}@localhost/${who.database}` +
  `?host=${encodeURIComponent(door.host)}&port=${door.port}&sslmode=disable`;

/** Whether somebody listens on the socket. A port that is taken says so by itself. */
export function answers(door: Door): Promise<boolean> {
  if (!isSocket(door)) return Promise.resolve(false);
  return new Promise((resolve) => {
    const caller = createConnection(addressOf(door), () => caller.destroy());
    caller.once('error', () => resolve(false)).once('close', () => resolve(true));
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
