import { useState } from 'react';
import type { z } from 'zod';
import type { Selection as Ticked } from '../../ui/tables/selection.ts';
import type { selection } from '../bulk/contract.ts';
import type { ListedContact } from '../contract.ts';
import type { List } from './useList.ts';

export type SelectionBody = z.input<typeof selection>;

interface Chosen {
  ticked: Ticked;
  /** All those of the list, save those unticked since; what the list was then. */
  all: { list: string; except: Ticked } | null;
}

const none: Chosen = { ticked: new Set(), all: null };

interface Found {
  items: readonly ListedContact[];
  total: number | undefined;
  spelling: 'exact' | 'close';
}

/** Lines ticked one by one, which stay ticked from one search to another; or all those of the list, beyond what is on screen. */
export function useSelection({ asked, listed }: List, { items, total = 0, spelling }: Found) {
  const [chosen, setChosen] = useState(none);
  const { rule, search, isArchive } = asked;
  const here = JSON.stringify([rule, search, isArchive]);
  const all = chosen.all?.list === here ? chosen.all : null;
  const ids = items.map(({ id }) => id);
  const ticked = all ? new Set(ids.filter((id) => !all.except.has(id))) : chosen.ticked;
  const body: SelectionBody = all
    ? {
        by: 'list',
        rule,
        search,
        spelling,
        archived: isArchive,
        ...(listed === 'organizations' ? { kind: 'organization' as const } : {}),
        except: [...all.except],
        count: total,
      }
    : { by: 'ids', contactIds: [...ticked] };
  return {
    ticked,
    count: all ? total - all.except.size : ticked.size,
    isAll: all !== null,
    body,
    tick: (next: Ticked) =>
      setChosen(
        all && next.size > 0
          ? { ticked: next, all: { list: here, except: new Set(ids.filter((id) => !next.has(id))) } }
          : { ticked: next, all: null },
      ),
    chooseAll: () => setChosen({ ticked, all: { list: here, except: new Set() } }),
    clear: () => setChosen(none),
  };
}
