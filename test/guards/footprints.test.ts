import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { footprints } from '../../src/app/footprints.ts';
import { story } from '../town.ts';

test(
  'every table that remembers a contact has a footprint: it will be copied, merged and erased with them',
  story(async ({ transaction }) => {
    const { rows } = await sql<{ name: string }>`
      select c.relname as name from pg_class c
      where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace and (
        exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'contact_id' and not a.attisdropped)
        or exists (select from pg_constraint k where k.conrelid = c.oid and k.contype = 'f' and k.confrelid = 'contacts'::regclass))
      order by 1`.execute(transaction);
    // The proof of an answer outlives the record it was given for (RGPD art. 7(1)).
    const remembering = [...footprints.flatMap(({ tables }) => [...tables]), 'consent_proofs'];
    expect(rows.map(({ name }) => name)).toEqual(remembering.sort());
  }),
);

test(
  'a copy of what is known of someone names each footprint, and what they remember goes when they are forgotten',
  story(async ({ scope, lea }) => {
    const copies = await Promise.all(footprints.map((one) => one.copyFor(scope, lea.id)));
    expect(copies.every((copy) => Object.keys(copy).length > 0)).toBe(true);
    for (const footprint of footprints) await footprint.forget(scope, lea.id);
  }),
);
