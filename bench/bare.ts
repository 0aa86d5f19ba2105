import { createTransport } from 'nodemailer';
import type { Mail } from '../src/post/contract.ts';

/** The reference: nodemailer's own pool, with nothing to remember. Told a letter and how many times to send it, it tells the seconds. */
process.once('message', async ({ mail, times, port }: { mail: Mail; times: number; port: number }) => {
  const transport = createTransport({ host: '127.0.0.1', port, pool: true, maxConnections: 10, maxMessages: 100 });
  const { from, to, subject, text, html, headers, messageId } = mail;
  const send = (count: number) =>
    Promise.all(Array.from({ length: count }, () => transport.sendMail({ from, to, subject, text, html, headers, messageId })));
  // As for our workers, before the count starts.
  await send(500);
  const start = performance.now();
  await send(times);
  process.send?.((performance.now() - start) / 1000);
  transport.close();
  process.disconnect();
});
process.send?.('ready');
