export interface Dot {
  x: number;
  y: number;
  /** Which wedge the dot belongs to, by rank. */
  wedge: number;
}

const WIDTH = 620;
const CENTER = { x: WIDTH / 2, y: 303 };
const INNER = 128;
const OUTER = 294;

/** Rows of a half-circle, each holding as many dots as its length allows for an even paving. */
export function paving(dotCount: number, rows = Math.max(4, Math.min(9, Math.round(Math.sqrt(dotCount / 4))))) {
  const radii = Array.from({ length: rows }, (_, row) => INNER + ((OUTER - INNER) * row) / Math.max(rows - 1, 1));
  const length = radii.reduce((sum, radius) => sum + radius, 0);
  const counts = radii.map((radius) => Math.max(1, Math.floor((dotCount * radius) / length)));
  for (
    let row = rows - 1, missing = dotCount - counts.reduce((a, b) => a + b, 0);
    missing > 0;
    missing -= 1, row = row === 0 ? rows - 1 : row - 1
  )
    counts[row] = (counts[row] ?? 0) + 1;
  return radii.flatMap((radius, row) =>
    Array.from({ length: counts[row] ?? 0 }, (_, rank) => {
      const angle = Math.PI * (1 - (rank + 0.5) / (counts[row] ?? 1));
      return { angle, x: CENTER.x + radius * Math.cos(angle), y: CENTER.y - radius * Math.sin(angle) };
    }),
  );
}

/** Dots from left to right, given to each wedge in proportion; the largest remainders make the total exact. */
export function fanDots(counts: readonly number[], dotCount: number): Dot[] {
  const shares = apportion(counts, dotCount);
  const wedgeOf = shares.flatMap((share, wedge) => Array.from({ length: share }, () => wedge));
  return paving(dotCount)
    .sort((one, other) => other.angle - one.angle)
    .map(({ x, y }, rank) => ({ x, y, wedge: wedgeOf[rank] ?? counts.length - 1 }));
}

/** Whole parts of `total` in proportion to `counts` (largest remainders). */
export function apportion(counts: readonly number[], total: number): number[] {
  const sum = counts.reduce((a, b) => a + b, 0);
  if (sum === 0) return counts.map(() => 0);
  const exact = counts.map((count) => (count * total) / sum);
  const parts = exact.map(Math.floor);
  const byRemainder = exact
    .map((share, rank) => ({ rank, rest: share - Math.floor(share) }))
    .sort((one, other) => other.rest - one.rest);
  const missing = total - parts.reduce((a, b) => a + b, 0);
  for (const { rank } of byRemainder.slice(0, missing)) parts[rank] = (parts[rank] ?? 0) + 1;
  return parts;
}
