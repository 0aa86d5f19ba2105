const labels = { email: 'E-mail', sms: 'SMS', letter: 'Courrier', call: 'Appel', none: 'Sans moyen connu' } as const;

export type ReachChannel = keyof typeof labels;
export type ReachCounts = Partial<Record<ReachChannel, number>>;

/** Parts that hold someone, always in the same order, with their share of all. */
export function reachParts(counts: ReachCounts) {
  const channels = Object.keys(labels) as ReachChannel[];
  const total = channels.reduce((sum, channel) => sum + (counts[channel] ?? 0), 0);
  return channels
    .map((channel) => ({ channel, label: labels[channel], count: counts[channel] ?? 0 }))
    .filter(({ count }) => count > 0)
    .map((part) => ({ ...part, ratio: part.count / total }));
}
