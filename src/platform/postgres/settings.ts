import { totalmem } from 'node:os';

/** What Parvis asks of its own server. A village's office computer gets the floor of each range, a city's server the ceiling. */
export function settingsFor(memory: number = memoryOfThisMachine()): Record<string, string> {
  const share = (part: number, least: number, most: number) => `${Math.min(most, Math.max(least, Math.round(memory / part)))}MB`;
  return {
    ...durability,
    ...discretion,
    shared_buffers: share(16, 64, 8192),
    effective_cache_size: share(2, 256, 65_536),
    maintenance_work_mem: share(32, 64, 1024),
    work_mem: share(512, 4, 64),
    max_connections: '60',
    jit: 'off',
    timezone: 'UTC',
    log_timezone: 'UTC',
  };
}

const durability = { fsync: 'on', full_page_writes: 'on', synchronous_commit: 'on' };

/** Statements and their details carry names and addresses of people: they stay out of the server's log. */
const discretion = { log_min_error_statement: 'panic', log_error_verbosity: 'terse', log_checkpoints: 'off' };

/** In megabytes, and no more than the container's own limit. */
const memoryOfThisMachine = () => Math.min(totalmem(), process.constrainedMemory() || Number.POSITIVE_INFINITY) / 1024 ** 2;
