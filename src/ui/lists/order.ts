/** The ids with one of them a step up (−1) or down (+1); at an end it stays. */
export function movedBy(ids: readonly string[], id: string, step: number): string[] {
  const from = ids.indexOf(id);
  const to = Math.min(Math.max(from + step, 0), ids.length - 1);
  const others = ids.filter((one) => one !== id);
  return [...others.slice(0, to), id, ...others.slice(to)];
}

/** The ids with some of them put before or after another, in the order they had. */
export function movedTo(ids: readonly string[], moved: readonly string[], target: { id: string; isAfter: boolean }): string[] {
  const group = ids.filter((id) => moved.includes(id));
  return ids.flatMap((id) => {
    if (id === target.id && !moved.includes(id)) return target.isAfter ? [id, ...group] : [...group, id];
    if (id === target.id) return group;
    return moved.includes(id) ? [] : [id];
  });
}
