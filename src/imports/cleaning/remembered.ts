const MOST = 10_000;

/** The same few thousand names come back all along a file: each is worked out once. Forgets everything when full. */
export function remembered<T>(workOut: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const found = known.get(text);
    if (found !== undefined || known.has(text)) return found as T;
    if (known.size >= MOST) known.clear();
    const worked = workOut(text);
    known.set(text, worked);
    return worked;
  };
}
