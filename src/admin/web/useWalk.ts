import { useEffect, useState } from 'react';
import { directoryApi } from '../../directory/contract.ts';
import { rememberedWalk } from '../../directory/web/walk.ts';
import { useRead } from '../../ui/ask.ts';
import { useGo } from '../../ui/place.ts';
import { useLook } from '../../ui/theme.ts';
import { figure } from '../../ui/words.ts';

export interface Walking {
  breadcrumb: { label: string; href?: string }[];
  /** Absent at either end, and for a record opened from elsewhere. */
  goBack?: (() => void) | undefined;
  goOn?: (() => void) | undefined;
}

/** From one record to the next of the list one comes from: by the arrows of the header, or J and K. */
export function useWalk(contactId: string): Walking {
  const go = useGo();
  const [walk] = useState(rememberedWalk);
  const { data, isPlaceholderData } = useRead(
    directoryApi.neighbours,
    walk ? { params: { contactId }, query: walk.query } : null,
  );
  const near = isPlaceholderData ? undefined : data;
  const goTo = (id: string | null | undefined) => (id ? () => go(`/contacts/${id}`) : undefined);
  const [goBack, goOn] = [goTo(near?.previousId), goTo(near?.nextId)];
  useWalkKeys(goBack, goOn);
  const rank = walk?.ids.indexOf(contactId) ?? -1;
  return {
    breadcrumb: [
      { label: walk?.title ?? 'Contacts', href: walk?.href ?? '/contacts' },
      ...(walk && rank >= 0 && walk.total ? [{ label: `${figure(rank + 1)} sur ${figure(walk.total)}` }] : []),
    ],
    goBack,
    goOn,
  };
}

/** Never while one types; not at all for who has switched single keys off (WCAG 2.1.4). */
function useWalkKeys(goBack: (() => void) | undefined, goOn: (() => void) | undefined): void {
  const { hasShortcuts } = useLook();
  useEffect(() => {
    if (!hasShortcuts) return;
    const listen = (press: KeyboardEvent) => {
      if (isTyping(press.target) || press.ctrlKey || press.metaKey || press.altKey) return;
      if (press.key.toLowerCase() === 'j') goOn?.();
      if (press.key.toLowerCase() === 'k') goBack?.();
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, [hasShortcuts, goBack, goOn]);
}

const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  (target.isContentEditable || target.closest('input, textarea, select, [role=dialog]') !== null);
