/** The last question sent and its key, kept until it succeeds. */
export interface Sent {
  question: string;
  key: string;
}

/** The same question sent again after a failure bears the same key, so that the server does it once; another question bears another key. */
export function keyFor(ask: object, last: Sent | null): Sent {
  const question = JSON.stringify(ask);
  return last?.question === question ? last : { question, key: freshKey() };
}

/** `crypto.randomUUID` is refused on a plain-http address; random bytes are not. */
const freshKey = () =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
