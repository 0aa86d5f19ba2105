import { stat } from 'node:fs/promises';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * One Parvis per folder: an address without a file, which the kernel takes back as soon as its process is gone, however
 * it went. Answers how to let go, or nothing where another process holds it.
 */
export async function takeLock(folder: string): Promise<(() => void) | undefined> {
  const { dev, ino } = await stat(folder);
  // A Parvis that has just been killed may take a moment to die.
  for (const deadline = performance.now() + 500; ; await sleep(50)) {
    const release = await hold(`\0parvis:${dev}:${ino}`);
    if (release || performance.now() > deadline) return release;
  }
}

function hold(address: string): Promise<(() => void) | undefined> {
  return new Promise((resolve, reject) => {
    const holder = createServer((caller) => caller.destroy());
    holder.once('error', (error: NodeJS.ErrnoException) => (error.code === 'EADDRINUSE' ? resolve(undefined) : reject(error)));
    holder.listen(address, () => resolve(() => holder.close())).unref();
  });
}
