import { useEffect } from 'react';
import type { Permission } from '../../team/contract.ts';
import { useGo } from '../../ui/place.ts';
import { useLook } from '../../ui/theme.ts';
import { allowed, placesFor } from './navigation.ts';
import { type ActId, acts, wishOf } from './shortcuts.ts';

/** Keys that act alone; never while one types, and not at all for who switched them off (WCAG 2.1.4). */
export function useShortcuts(permissions: readonly Permission[], begin: (act: ActId) => void): void {
  const go = useGo();
  const { hasShortcuts } = useLook();
  useEffect(() => {
    if (!hasShortcuts) return;
    const known = { acts: allowed(acts, permissions), places: placesFor(permissions) };
    let isArmed = false;
    const listen = (press: KeyboardEvent) => {
      if (isTyping(press.target) || press.defaultPrevented) return;
      const wish = wishOf(press, isArmed, known);
      isArmed = wish === 'armed';
      if (!wish || wish === 'armed') return;
      press.preventDefault();
      if ('act' in wish) begin(wish.act);
      else go(wish.goTo);
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, [go, permissions, hasShortcuts, begin]);
}

const fields =
  'input:not([type=checkbox]):not([type=radio]), textarea, select, [role=dialog], [role=alertdialog], [role=menu], [role=listbox]';

const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLElement && (target.isContentEditable || target.closest(fields) !== null);
