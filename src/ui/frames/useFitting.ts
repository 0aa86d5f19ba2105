import { type RefObject, useLayoutEffect, useState } from 'react';

/** Room kept for the menu of those that do not fit. */
const MENU = 132;

/** How many children of `copy` fit in `row` beside its other contents, measured again when either changes; at least one. */
export function useFitting(row: RefObject<HTMLElement | null>, copy: RefObject<HTMLElement | null>, contents: string): number {
  const [fitting, setFitting] = useState(Number.MAX_SAFE_INTEGER);
  // biome-ignore lint/correctness/useExhaustiveDependencies: other words have other widths
  useLayoutEffect(() => {
    const [frame, model] = [row.current, copy.current];
    if (!frame || !model) return;
    const measure = () => {
      const beside = frame.lastElementChild === model ? model.previousElementSibling : null;
      const after = beside instanceof HTMLElement && beside.dataset['after'] !== undefined ? beside.offsetWidth : 0;
      setFitting(
        countOf(
          [...model.children].map((child) => (child as HTMLElement).offsetWidth),
          innerWidthOf(frame) - after,
        ),
      );
    };
    const watch = new ResizeObserver(measure);
    watch.observe(frame);
    measure();
    return () => watch.disconnect();
  }, [row, copy, contents]);
  return fitting;
}

function countOf(widths: readonly number[], room: number): number {
  const total = widths.reduce((sum, width) => sum + width, 0);
  if (total <= room) return widths.length;
  let [taken, count] = [0, 0];
  for (const width of widths) {
    if (taken + width > room - MENU) break;
    taken += width;
    count += 1;
  }
  return Math.max(1, count);
}

function innerWidthOf(frame: HTMLElement): number {
  const { paddingLeft, paddingRight } = getComputedStyle(frame);
  return frame.clientWidth - Number.parseFloat(paddingLeft) - Number.parseFloat(paddingRight);
}
