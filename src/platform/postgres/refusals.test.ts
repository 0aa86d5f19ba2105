import { expect, test } from 'vitest';
import { refusalFor } from './refusals.ts';

const place = { folder: '/var/lib/parvis', address: '127.0.0.1:5432', log: '/var/lib/parvis/server.log' };

test.each([
  ['could not write to file "pg_wal/xlogtemp.12": No space left on device', 'database.disk_full', /plus de place.*Libérez/],
  [
    'could not bind IPv4 address "127.0.0.1": Address already in use',
    'database.port_taken',
    /127\.0\.0\.1:5432.*Arrêtez ce programme/,
  ],
  ['could not access directory "/var/lib/parvis": Permission denied', 'database.not_permitted', /pas le droit.*PARVIS_DATA_DIR/],
  [
    'LOG:  starting\nFATAL:  the stars are against it',
    'database.would_not_start',
    /the stars are against it.*server\.log.*DATABASE_URL/,
  ],
])('« %s » is told to people as %s', (words, code, sentence) => {
  const refusal = refusalFor(words, place);
  expect(refusal).toMatchObject({ kind: 'unavailable', code });
  expect(refusal.message).toMatch(sentence);
});
