/**
 * Which lines of a file may speak of one person: those that share a key, found by fingerprints of 64 bits in a table that costs
 * some hundred bytes a line, whatever the line holds (a million lines: 100 MB, outside the heap). Two keys may share a
 * fingerprint by accident: what is found here is compared in earnest later (`duplicates.ts`).
 */
export function likenessFinder(): { meet(place: number, keys: readonly string[]): void; groups(): number[][] } {
  let places = new Int32Array(1024);
  let parents = new Int32Array(1024);
  let count = 0;
  const table = fingerprintTable();
  const headOf = (at: number): number => {
    let head = at;
    while (parents[head] !== head) head = parents[head]!;
    for (let step = at; parents[step] !== head; ) [step, parents[step]] = [parents[step]!, head];
    return head;
  };
  return {
    meet(place, keys) {
      if (count === places.length) {
        places = grown(places);
        parents = grown(parents);
      }
      const own = count++;
      places[own] = place;
      parents[own] = own;
      for (const key of keys) {
        const known = table.put(key, own);
        if (known === own) continue;
        const [one, other] = [headOf(known), headOf(own)];
        // The one met first in the file stays at the head.
        if (one < other) parents[other] = one;
        else parents[one] = other;
      }
    },
    groups() {
      const byHead = new Map<number, number[]>();
      for (let at = 0; at < count; at++) {
        const head = headOf(at);
        if (head === at) continue;
        const group = byHead.get(head);
        if (group) group.push(places[at]!);
        else byHead.set(head, [places[head]!, places[at]!]);
      }
      return [...byHead.values()];
    },
  };
}

function grown(array: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(array.length * 2);
  larger.set(array);
  return larger;
}

const EMPTY = -1;

/** Open addressing: a fingerprint, and who bore it first. */
function fingerprintTable() {
  let size = 4096;
  let marks = new Int32Array(size);
  let slots = new Int32Array(size);
  let owners = new Int32Array(size).fill(EMPTY);
  let filled = 0;
  const seek = (mark: number, slot: number): number => {
    let at = slot & (size - 1);
    while (owners[at] !== EMPTY && !(marks[at] === mark && slots[at] === slot)) at = (at + 1) & (size - 1);
    return at;
  };
  const enlarge = () => {
    const [oldMarks, oldSlots, oldOwners] = [marks, slots, owners];
    size *= 2;
    marks = new Int32Array(size);
    slots = new Int32Array(size);
    owners = new Int32Array(size).fill(EMPTY);
    for (let from = 0; from < oldOwners.length; from++) {
      if (oldOwners[from] === EMPTY) continue;
      const to = seek(oldMarks[from]!, oldSlots[from]!);
      [marks[to], slots[to], owners[to]] = [oldMarks[from]!, oldSlots[from]!, oldOwners[from]!];
    }
  };
  return {
    /** The first to bear this key. */
    put(key: string, owner: number): number {
      const [mark, slot] = fingerprint(key);
      const at = seek(mark, slot);
      if (owners[at] !== EMPTY) return owners[at]!;
      [marks[at], slots[at], owners[at]] = [mark, slot, owner];
      if (++filled > size * 0.7) enlarge();
      return owner;
    },
  };
}

/** Two hashes of 32 bits (multipliers of murmur3's mixer). */
function fingerprint(key: string): [number, number] {
  let one = 0x9e3779b9;
  let other = 0x41c6ce57;
  for (let at = 0; at < key.length; at++) {
    const code = key.charCodeAt(at);
    one = Math.imul(one ^ code, 0x85ebca6b);
    other = Math.imul(other ^ code, 0xc2b2ae35);
  }
  one = Math.imul(one ^ (one >>> 15), 0xc2b2ae35) ^ (other >>> 13);
  other = Math.imul(other ^ (other >>> 16), 0x85ebca6b) ^ (one >>> 11);
  return [one | 0, other | 0];
}
