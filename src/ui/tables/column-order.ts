/** One step up (−1) or down (1); at an end it stays. */
export function moved(order: readonly string[], id: string, step: number): string[] {
  const rank = order.indexOf(id);
  const to = rank + step;
  if (rank < 0 || to < 0 || to >= order.length) return [...order];
  const others = order.filter((one) => one !== id);
  return [...others.slice(0, to), id, ...others.slice(to)];
}

/** Dropped before or after another one. */
export function reordered(order: readonly string[], id: string, target: { key: string; isAfter: boolean }): string[] {
  if (id === target.key) return [...order];
  const others = order.filter((one) => one !== id);
  const at = others.indexOf(target.key) + (target.isAfter ? 1 : 0);
  return [...others.slice(0, at), id, ...others.slice(at)];
}
