import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { ownDatabase } from '../town.ts';
import { dieEverywhere, pointsInSource } from './crash-points.ts';
import { drill, type Ground } from './drill.ts';
import { bundleWithCrashPoints } from './product.ts';

let program = '';
beforeAll(async () => {
  program = await bundleWithCrashPoints();
});

const onGround = (name: string, play: (ground: Ground) => Promise<void>) => () =>
  ownDatabase(name, async ({ ownerUrl, superuserUrl }) => {
    const folder = await mkdtemp(join(tmpdir(), 'parvis-drill-'));
    await play({ url: ownerUrl, superuserUrl, program, folder }).finally(() => rm(folder, { recursive: true, force: true }));
  });

test(
  'three hundred people, a worker killed five times at random: nobody twice, nobody forgotten (trust R-01, R-02)',
  onGround('killed', async (ground) => {
    const found = await drill(ground, { recipients: 300, kills: 5, seed: 20_261_125, pace: 40 });
    expect(found.violations).toEqual([]);
    expect(found.deaths.worker).toBe(6);
    expect(found.totals.delivered + found.totals.skipped).toBe(300);
    expect(found.samples).toBeGreaterThan(10);
  }),
);

test(
  'a worker dies once before and once after each step that writes something for good (trust R-25)',
  onGround('crashes', async (ground) => {
    const { died, violations } = await dieEverywhere(ground);
    expect(violations).toEqual([]);
    expect(died).toEqual(await pointsInSource());
  }),
);
