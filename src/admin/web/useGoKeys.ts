import { useEffect } from 'react';
import type { Permission } from '../../team/contract.ts';
import { useGo } from '../../ui/place.ts';
import { useLook } from '../../ui/theme.ts';
import { placesFor } from './navigation.ts';

/** `G` then a letter goes to a place; never while one types. */
export function useGoKeys(permissions: readonly Permission[]): void {
  const go = useGo();
  const { hasShortcuts } = useLook();
  useEffect(() => {
    if (!hasShortcuts) return;
    const places = placesFor(permissions);
    let isArmed = false;
    const listen = (press: KeyboardEvent) => {
      if (isTyping(press.target) || press.ctrlKey || press.metaKey || press.altKey) return;
      const pressed = press.key.toLowerCase();
      const place = isArmed && places.find(({ key }) => key === pressed);
      isArmed = pressed === 'g';
      if (place) go(place.href);
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, [go, permissions, hasShortcuts]);
}

const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  (target.isContentEditable || target.closest('input, textarea, select, [role=dialog]') !== null);
