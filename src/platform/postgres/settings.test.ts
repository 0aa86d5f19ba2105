import { expect, test } from 'vitest';
import { settingsFor } from './settings.ts';

test.each([
  [1024, '64MB', '4MB'],
  [4096, '256MB', '8MB'],
  [262_144, '8192MB', '64MB'],
])('a machine of %i MB lends %s to the shared buffers and %s to each sort', (memory, shared, sort) => {
  expect(settingsFor(memory)).toMatchObject({ shared_buffers: shared, work_mem: sort, fsync: 'on', jit: 'off' });
});
