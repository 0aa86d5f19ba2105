import { createSocket } from 'node:dgram';

/** What the stub knows of a name: texts (each split in strings of 255 bytes), an alias, or how it fails to answer. */
export type Zone = Record<string, { txt?: string[]; cname?: string } | 'SERVFAIL' | 'SILENCE'>;

const TXT = 16;
const CNAME = 5;

/** A name server of ours on a UDP port, for tests: it knows one zone and nothing else. */
export async function openDnsStub(zone: Zone) {
  const socket = createSocket('udp4');
  socket.on('message', (query, from) => {
    const reply = answerTo(zone, query);
    if (reply) socket.send(reply, from.port, from.address);
  });
  await new Promise<void>((bound) => socket.bind(0, '127.0.0.1', bound));
  return {
    server: `127.0.0.1:${socket.address().port}`,
    close: () => new Promise<void>((closed) => socket.close(() => closed())),
  };
}

function answerTo(zone: Zone, query: Buffer): Buffer | undefined {
  const labels: string[] = [];
  let at = 12;
  for (let length = query[at] ?? 0; length > 0; length = query[at] ?? 0) {
    labels.push(query.toString('latin1', at + 1, at + 1 + length));
    at += length + 1;
  }
  const question = query.subarray(12, at + 5);
  const type = query.readUInt16BE(at + 1);
  const known = zone[labels.join('.').toLowerCase()];
  if (known === 'SILENCE') return undefined;
  const answers = typeof known === 'object' ? recordsOf(known, type) : [];
  const code = known === 'SERVFAIL' ? 2 : known === undefined ? 3 : 0;
  const head = Buffer.alloc(12);
  query.copy(head, 0, 0, 2);
  head.writeUInt16BE(0x8180 | code, 2);
  head.writeUInt16BE(1, 4);
  head.writeUInt16BE(answers.length, 6);
  return Buffer.concat([head, question, ...answers]);
}

function recordsOf({ txt = [], cname }: { txt?: string[]; cname?: string }, type: number): Buffer[] {
  if (cname !== undefined) return [record(CNAME, nameOf(cname))];
  return type === TXT ? txt.map((text) => record(TXT, stringsOf(text))) : [];
}

/** About the name that was asked (a pointer to byte 12), for a minute. */
function record(type: number, content: Buffer): Buffer {
  const head = Buffer.from([0xc0, 12, 0, type, 0, 1, 0, 0, 0, 60, 0, 0]);
  head.writeUInt16BE(content.length, 10);
  return Buffer.concat([head, content]);
}

const nameOf = (name: string) =>
  Buffer.concat([
    ...name.split('.').map((label) => Buffer.concat([Buffer.from([label.length]), Buffer.from(label)])),
    Buffer.from([0]),
  ]);

const stringsOf = (text: string) =>
  Buffer.concat((text.match(/.{1,255}/gs) ?? ['']).map((part) => Buffer.concat([Buffer.from([part.length]), Buffer.from(part)])));
