import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { chown, lchown, lstat, mkdir, readdir, readFile } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { join } from 'node:path';

/** As whom PostgreSQL runs: it refuses to be root. `uid` and `gid` own its files, as seen from Parvis. */
export interface Account {
  name: string;
  uid: number;
  gid: number;
  start(program: string, args: string[], options?: SpawnOptions): ChildProcess;
}

/**
 * An ordinary account runs PostgreSQL as itself. Root first tries a user namespace, where it is called `nobody`
 * while its files stay its own; failing that, or where the files belong to someone already, it becomes that account.
 */
export async function chooseAccount(folder: string): Promise<Account> {
  const [uid, gid] = [process.getuid?.() ?? 0, process.getgid?.() ?? 0];
  const owner = uid === 0 ? await ownerOf(folder) : undefined;
  if (owner) return become({ name: String(owner.uid), ...owner });
  if (uid !== 0 && isListed(uid)) return { name: userInfo().username, uid, gid, start: startPlainly };

  const nobody = await strangerIn('/etc/passwd');
  const disguised: Account = { name: nobody.name, uid, gid, start: startAs(nobody) };
  const worked = await finished(disguised.start('true', []));
  if (worked.code === 0) return disguised;
  return uid === 0 ? become(nobody) : { name: String(uid), uid, gid, start: startPlainly };
}

/** What PostgreSQL is told of the world: none of the PG… variables of whoever launched Parvis, and messages we can read. */
const surroundings = { PATH: process.env['PATH'], LC_ALL: 'C', TZ: 'UTC' };

const startPlainly: Account['start'] = (program, args, options = {}) =>
  spawn(program, args, { cwd: '/', env: surroundings, ...options });

const startAs =
  ({ uid, gid }: { uid: number; gid: number }): Account['start'] =>
  (program, args, options) =>
    startPlainly('unshare', ['--user', `--map-user=${uid}`, `--map-group=${gid}`, '--', program, ...args], options);

const become = (account: Omit<Account, 'start'>): Account => ({
  ...account,
  start: (program, args, options) => startPlainly(program, args, { ...options, uid: account.uid, gid: account.gid }),
});

async function ownerOf(folder: string): Promise<{ uid: number; gid: number } | undefined> {
  const found = await lstat(folder).catch(() => undefined);
  return found && found.uid !== 0 ? { uid: found.uid, gid: found.gid } : undefined;
}

/** `initdb` looks its account up by number and stops when the machine has no such line (containers with a random number). */
function isListed(uid: number): boolean {
  try {
    return userInfo({ encoding: 'utf8' }).uid === uid;
  } catch {
    return false;
  }
}

async function strangerIn(passwordFile: string) {
  const lines = (await readFile(passwordFile, 'utf8').catch(() => '')).split('\n').map((line) => line.split(':'));
  const [name = 'nobody', , uid = '65534', gid = '65534'] = lines.find(([found]) => found === 'nobody') ?? [];
  return { name, uid: Number(uid), gid: Number(gid) };
}

export interface Finished {
  code: number | null;
  words: string;
}

/** Waits for a short program, keeping all it said. One that cannot even start has code `null`. */
export function finished(child: ChildProcess): Promise<Finished> {
  let words = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (words += chunk));
  return new Promise((resolve) => {
    child.once('error', (error) => resolve({ code: null, words: words + error.message }));
    child.once('close', (code) => resolve({ code, words }));
  });
}

/** Makes the folder if need be, and sees that all of it belongs to the account. */
export async function entrust(folder: string, account: Account): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  if (process.getuid?.() === 0) await give(folder, account);
}

/** The folder itself changes hands last, so that an interrupted change is taken up again. */
async function give(path: string, { uid, gid }: Account): Promise<void> {
  if ((await lstat(path)).uid === uid) return;
  for (const name of await readdir(path, { recursive: true })) await lchown(join(path, name), uid, gid);
  await chown(path, uid, gid);
}
