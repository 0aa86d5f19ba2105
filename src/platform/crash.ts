/**
 * Where a drill may kill this process: « launch:after@3 » is the third time that step is behind us (trust R-25). Nothing of it is in
 * what `npm start` runs: the bundle is made with the variable replaced by nothing.
 */
const [armedAt = '', times = '1'] = (process.env['PARVIS_CRASH_AT'] ?? '').split('@');
let left = Number(times);

export function crashPoint(name: string): void {
  if (armedAt === '' || name !== armedAt) return;
  left -= 1;
  if (left === 0) process.kill(process.pid, 'SIGKILL');
}

/** A step that writes something for good, with a place to die before it and one after. */
export async function durably<T>(name: string, step: () => Promise<T>): Promise<T> {
  crashPoint(`${name}:before`);
  const result = await step();
  crashPoint(`${name}:after`);
  return result;
}
