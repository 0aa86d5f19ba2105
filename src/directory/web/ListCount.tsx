import { useRead } from '../../ui/ask.ts';
import { figure } from '../../ui/words.ts';
import { directoryApi } from '../contract.ts';
import type { Listed } from '../views/contract.ts';

/** How many a list has in all, for a menu. */
export function ListCount({ listed }: { listed: Listed }) {
  const query = listed === 'organizations' ? { kind: 'organization' as const } : {};
  const { data } = useRead(directoryApi.count, { query });
  return data ? figure(data.count) : null;
}
