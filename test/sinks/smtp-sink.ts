import type { AddressInfo } from 'node:net';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';

/** What the sink does of a message, by what stands before the @ of its recipient. */
const temper: Record<string, { at: 'rcpt' | 'data'; code?: number; text: string }> = {
  inconnu: { at: 'rcpt', code: 550, text: '5.1.1 <inconnu@sink.example> no such mailbox' },
  'plus-tard': { at: 'rcpt', code: 451, text: '4.7.1 greylisted' },
  'trop-lourd': { at: 'data', code: 552, text: '5.3.4 message too big' },
  raccroche: { at: 'data', text: 'hangs up once it has everything' },
};

export interface Received {
  recipient: string;
  raw: string;
  parsed: ParsedMail;
}

/** A mail server of ours, on a port of the system's choice, that keeps what it accepted in the order it came. */
export async function openSmtpSink() {
  const received: Received[] = [];
  const server = new SMTPServer({
    disabledCommands: ['STARTTLS', 'AUTH'],
    logger: false,
    onRcptTo: ({ address }, _session, done) => {
      const mood = temper[address.split('@')[0] ?? ''];
      return mood?.at === 'rcpt' ? done(refusal(mood)) : done();
    },
    onData: async (body, session, done) => {
      const chunks: Buffer[] = [];
      for await (const chunk of body) chunks.push(chunk);
      const raw = Buffer.concat(chunks).toString('latin1');
      const recipient = session.envelope.rcptTo[0]?.address ?? '';
      const mood = temper[recipient.split('@')[0] ?? ''];
      if (mood?.code) return done(refusal(mood));
      received.push({ recipient, raw, parsed: await simpleParser(Buffer.concat(chunks)) });
      if (!mood) return done();
      for (const connection of server.connections) connection._socket.destroy();
    },
  });
  server.on('error', () => undefined);
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    received,
    close: () => new Promise<void>((closed) => server.close(() => closed())),
  };
}

const refusal = ({ code, text }: { code?: number; text: string }) => Object.assign(new Error(text), { responseCode: code });
