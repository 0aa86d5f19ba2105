import { openSmtpSink } from './smtp-sink.ts';

const sink = await openSmtpSink(JSON.parse(process.argv[2] ?? '{}'));
process.send?.({ port: sink.port });
process.on('disconnect', () => process.exit(0));
