import { type Announcement, announcement, LIVE_ADDRESS, missedSome } from '../platform/live/contract.ts';

type Hear = (heard: Announcement) => void;

/** As often as the server looks for itself when it cannot listen, or nearly. */
const LOOK_EVERY = 5000;

/**
 * One stream for all the screens of a window, since a browser opens six connections to one server in all. A hidden window
 * lets go of its own and reads everything again when it is back.
 */
export function liveSource(address = LIVE_ADDRESS) {
  const hearers = new Set<Hear>();
  let stream: EventSource | undefined;
  let looking: number | undefined;
  let hasBeenOpen = false;

  const tell = (heard: Announcement) => {
    for (const hear of hearers) hear(heard);
  };
  const close = () => {
    stream?.close();
    stream = undefined;
    clearInterval(looking);
    looking = undefined;
  };
  /** Without a stream (a proxy that holds it back, a server that refuses it), screens ask by themselves. */
  const look = () => {
    tell(missedSome);
    if (stream?.readyState === EventSource.CLOSED) open();
  };
  const open = () => {
    stream?.close();
    stream = new EventSource(address);
    stream.onopen = () => {
      clearInterval(looking);
      looking = undefined;
      if (hasBeenOpen) tell(missedSome);
      hasBeenOpen = true;
    };
    stream.onerror = () => {
      looking ??= window.setInterval(look, LOOK_EVERY);
    };
    stream.onmessage = ({ data }: MessageEvent<string>) => tell(announcement.parse(JSON.parse(data)));
  };
  const heed = () => (document.hidden || hearers.size === 0 ? close() : stream || open());

  return (hear: Hear): (() => void) => {
    if (hearers.size === 0) document.addEventListener('visibilitychange', heed);
    hearers.add(hear);
    heed();
    return () => {
      hearers.delete(hear);
      if (hearers.size > 0) return;
      document.removeEventListener('visibilitychange', heed);
      close();
    };
  };
}
