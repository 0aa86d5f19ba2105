import { type KeptConnection, keepConnection } from '../kept-connection.ts';

/** The key of the lock that says a worker is alive: PostgreSQL lets it go the moment its connection dies, as after kill -9. */
export const LIFELINE = `hashtextextended('parvis worker ' || $1, 0)`;

/** Holds that lock as long as the process lives. Role: none is needed to lock. */
export const holdLifeline = (url: string, workerId: string): KeptConnection =>
  keepConnection({
    url,
    role: 'parvis_jobs',
    name: 'parvis lifeline',
    greet: (client) => client.query(`select pg_advisory_lock(${LIFELINE})`, [workerId]),
  });
