import { useEffect, useState } from 'react';

/** The value once nothing has changed for 400 ms: one counts when the hand rests, not at each key. */
export function useQuiet<V>(value: V): V {
  const [quiet, setQuiet] = useState(value);
  const written = JSON.stringify(value);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what it says counts, not which object says it
  useEffect(() => {
    const rest = setTimeout(() => setQuiet(value), 400);
    return () => clearTimeout(rest);
  }, [written]);
  return quiet;
}
