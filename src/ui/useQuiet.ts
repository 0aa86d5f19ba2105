import { useEffect, useState } from 'react';

/** The value once nothing has changed for a while: one counts when the hand rests, not at each key. */
export function useQuiet<V>(value: V, milliseconds = 400): V {
  const [quiet, setQuiet] = useState(value);
  const written = JSON.stringify(value);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what it says counts, not which object says it
  useEffect(() => {
    const rest = setTimeout(() => setQuiet(value), milliseconds);
    return () => clearTimeout(rest);
  }, [written]);
  return quiet;
}
