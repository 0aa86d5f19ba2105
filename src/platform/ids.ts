import { parse, stringify, v7 } from 'uuid';

/** A new UUID version 7 (RFC 9562 §5.7): ordered by time, unique across servers, made by the application. */
export const newId = (): string => v7();

/** Many at once, in order: the first is drawn, each next adds one to its random part (RFC 9562 §6.2, method 2). */
export function newIds(count: number): string[] {
  const bytes = parse(v7());
  // Room above for all of them: the counter never carries into the version or the time.
  bytes[9]! &= 0x7f;
  return Array.from({ length: count }, () => {
    for (let at = 15; at > 8 && ++bytes[at]! > 255; at--);
    return stringify(bytes);
  });
}
/** An id as it travels in the links of messages: sixteen bytes. */
export const idToBytes = (id: string): Buffer => Buffer.from(id.replaceAll('-', ''), 'hex');
export const idFromBytes = (bytes: Buffer): string =>
  bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
