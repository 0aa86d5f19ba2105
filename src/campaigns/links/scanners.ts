/** Programs that open links before, or instead of, the person: mail filters, previews, search engines, scripts. */
const machines =
  /bot\b|crawl|spider|scan|preview|prefetch|proxy|monitor|headless|phantom|python|curl|wget|java\/|okhttp|go-http|node|axios|libwww|apache-httpclient|barracuda|proofpoint|mimecast|safelinks|symantec|sophos|trend ?micro|fortinet|forcepoint|cisco|ironport|mailguard|vade|urldefense|microsoft office|ms-office|skypeuri|slackbot|whatsapp|facebookexternalhit|telegram/i;

export const isMachine = (userAgent: string): boolean => !/^Mozilla\//.test(userAgent) || machines.test(userAgent);

/** One more click, where it was counted. */
export interface Counted {
  rank: number;
  since: string;
}

interface Sighting {
  lastAt: number;
  counted: Counted[];
  ranks: Set<number>;
  isBurst: boolean;
}

/** A person follows a link, perhaps two; a filter opens them all at once, most often as the letter arrives. */
const BURST = 3;
/** In milliseconds. */
const WITHIN = 10_000;
const MOST_SIGHTINGS = 5000;

/**
 * Watches who opens many links of one letter within seconds. What it remembers, for ten seconds and in this process only, is a
 * source as the door hashed it: nothing of it is written down.
 */
export function watchBursts() {
  const sightings = new Map<string, Sighting>();
  const forget = (at: number) => {
    for (const [key, one] of sightings) if (at - one.lastAt > WITHIN || sightings.size > MOST_SIGHTINGS) sightings.delete(key);
  };
  return {
    /** What to take back once a burst is known; undefined while nothing says it is not a person. */
    see(source: string, click: Counted, at: number): { takeBack: Counted[] } | undefined {
      forget(at);
      const seen = sightings.get(source) ?? { lastAt: at, counted: [], ranks: new Set<number>(), isBurst: false };
      sightings.delete(source);
      sightings.set(source, seen);
      seen.lastAt = at;
      seen.ranks.add(click.rank);
      if (!seen.isBurst && seen.ranks.size < BURST) {
        seen.counted.push(click);
        return undefined;
      }
      seen.isBurst = true;
      return { takeBack: seen.counted.splice(0) };
    },
  };
}

export type Bursts = ReturnType<typeof watchBursts>;
