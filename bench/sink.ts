import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

/** A relay that takes everything and keeps nothing, in a process of its own: it tells its port, then how many it took. */
const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ['AUTH', 'STARTTLS'],
  disableReverseLookup: true,
  logger: false,
  onData(stream, _session, done) {
    stream.resume().once('end', () => done());
  },
});
server.listen(0, '127.0.0.1', () => process.send?.({ port: (server.server.address() as AddressInfo).port }));
