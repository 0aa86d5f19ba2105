import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { Endpoint } from '../platform/contract.ts';
import { missedSome } from '../platform/live/contract.ts';
import { liveSource } from './live-source.ts';

const hearLive = liveSource();

/** Announcements come faster than anyone reads: those of one moment are read together. */
const TOGETHER = 400;

/**
 * Asks again what others change, as the server says it changed:
 * `useLive({ long_work: [longWorksApi.list], campaign: [campaignsApi.show] })`.
 */
export function useLive(refresh: Readonly<Record<string, readonly Endpoint[]>>): void {
  const queries = useQueryClient();
  const latest = useRef(refresh);
  latest.current = refresh;
  useEffect(() => {
    const stale = new Set<Endpoint>();
    let soon: number | undefined;
    const ask = () => {
      soon = undefined;
      // A read under way is let finish, or a busy bar would never be read at all.
      for (const { route } of stale) void queries.invalidateQueries({ queryKey: [route] }, { cancelRefetch: false });
      stale.clear();
    };
    const leave = hearLive(({ type }) => {
      const endpoints = type === missedSome.type ? Object.values(latest.current).flat() : (latest.current[type] ?? []);
      for (const endpoint of endpoints) stale.add(endpoint);
      if (stale.size > 0) soon ??= window.setTimeout(ask, TOGETHER);
    });
    return () => {
      leave();
      clearTimeout(soon);
    };
  }, [queries]);
}
