import { useEffect, useRef } from 'react';
import { preferencesApi } from '../../team/preferences/contract.ts';
import { useRead, useWrite } from '../../ui/ask.ts';
import { type Comfort, chooseLook, useLook } from '../../ui/theme.ts';

const written = ({ theme, density, hasShortcuts }: Comfort) => JSON.stringify({ theme, density, hasShortcuts });

/** What a person likes follows them: taken from the server on arrival, told to it when they change it. */
export function useKeptLook(): void {
  const kept = useRead(preferencesApi.show).data;
  const choosing = useWrite(preferencesApi.choose);
  const look = useLook();
  const known = useRef<string | null>(null);
  const { mutate } = choosing;
  useEffect(() => {
    if (kept === undefined || known.current !== null) return;
    known.current = written(kept ?? look);
    if (kept) chooseLook(kept);
  }, [kept, look]);
  useEffect(() => {
    if (known.current === null || known.current === written(look)) return;
    known.current = written(look);
    mutate({ body: look });
  }, [look, mutate]);
}
