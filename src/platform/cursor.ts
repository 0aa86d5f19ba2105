import type { z } from 'zod';
import { invalid } from './problem.ts';

/** Where a page ended, in a form nobody is tempted to build by hand. */
export const cursorAt = (place: unknown): string => Buffer.from(JSON.stringify(place)).toString('base64url');

/** The rows of a page, of which one more than `limit` was asked for, and where the next begins: after the place of the last. */
export function cutPage<Row>(rows: readonly Row[], limit: number, placeOf: (row: Row) => unknown) {
  const kept = rows.slice(0, limit);
  const last = rows.length > limit ? kept.at(-1) : undefined;
  return { kept, nextCursor: last === undefined ? null : cursorAt(placeOf(last)) };
}

/** The place a cursor points at; a cursor we did not make is refused, never guessed. */
export function readCursor<S extends z.ZodType>(place: S, cursor: string): z.output<S> {
  const read = place.safeParse(jsonOf(Buffer.from(cursor, 'base64url').toString()));
  if (!read.success)
    throw invalid('page.cursor_unreadable', 'Ce repère de page n’est pas lisible\u00a0: reprenez la liste depuis le début.', [
      { field: 'cursor', message: 'Repère de page illisible.' },
    ]);
  return read.data;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
