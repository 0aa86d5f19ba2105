/** « 0193….1@parvis.example », as we call our messages. */
const ours = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\.\d+@[\w.-]*\w/g;
/** Postfix names a message once, by the number it has in its queue, while it still reads it: that is no proof yet. */
const numbered = /cleanup\[\d+\]: (\w+): message-id=/;
const queued = /\b(\w{6,}): (?:from=<.*queue active|to=<.*status=(?:sent|deferred|bounced))/;
/** Exim's arrow of arrival, and what other relays say on the line of the message itself. */
const kept = / <= |status=(?:sent|deferred|bounced)|\b(?:sent|delivered|accepted|queued|250 2\.)/i;

/** Which of these messages an extract of a relay's journal says it kept, and which it only names. */
export function readRelayJournal(extract: string, messageIds: ReadonlySet<string>) {
  const lines = extract.split('\n');
  const inQueue = new Set(lines.map((line) => queued.exec(line)?.[1]).filter((number) => number !== undefined));
  const [arrived, named] = [new Set<string>(), new Set<string>()];
  for (const line of lines) {
    const messageId = [...line.matchAll(ours)].map(([name]) => `<${name}>`).find((one) => messageIds.has(one));
    if (!messageId) continue;
    const number = numbered.exec(line)?.[1];
    if (number ? inQueue.has(number) : kept.test(line)) arrived.add(messageId);
    else named.add(messageId);
  }
  return { arrived, named: new Set([...named].filter((one) => !arrived.has(one))) };
}
