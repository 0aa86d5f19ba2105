import type { ContactDraft } from '../contract.ts';
import { contradicts, identityKeys } from './identity.ts';

export interface Drafted {
  line: number;
  draft: ContactDraft;
}

/** One contact, the lines that speak of it (in the file's order), and the fields on which they disagree. */
export interface DraftGroup {
  draft: ContactDraft;
  lines: number[];
  conflicts: (keyof ContactDraft)[];
}

/** Who is on several lines of the file. Groups come in the order of their first line. */
export function groupDuplicates(drafted: Iterable<Drafted>): DraftGroup[] {
  const finder = duplicateFinder();
  const byLine = new Map<number, Drafted>();
  for (const one of drafted) {
    finder.meet(one);
    byLine.set(one.line, one);
  }
  return finder.groups().map((lines) => mergeLines(lines.map((line) => byLine.get(line)!)));
}

/** Meets the lines one after the other, and keeps of each what identifies it. */
function duplicateFinder(): { meet(drafted: Drafted): void; groups(): number[][] } {
  const families = new Map<string, Family[]>();
  const all: Family[] = [];
  return {
    meet({ line, draft }) {
      const keys = identityKeys(draft);
      const own: Family = { lines: [line], birthDate: draft.birthDate };
      const family = keys.reduce<Family>((joined, key) => join(joined, families.get(key) ?? []), own);
      if (family === own) all.push(own);
      for (const key of keys) remember(families, key, family);
    },
    groups: () => all.filter(({ lines }) => lines.length > 0).map(({ lines }) => lines.sort((one, other) => one - other)),
  };
}

interface Family {
  lines: number[];
  birthDate: string | null;
  joinedTo?: Family;
}

const headOf = (family: Family): Family => (family.joinedTo ? headOf(family.joinedTo) : family);

/** Joins the first family that nothing contradicts; the one met first in the file takes the other in. */
function join(family: Family, candidates: Family[]): Family {
  const found = candidates.map(headOf).find((one) => one !== family && !contradicts(one, family));
  if (!found) return family;
  const [older, younger] = found.lines[0]! < family.lines[0]! ? [found, family] : [family, found];
  older.lines.push(...younger.lines);
  older.birthDate ??= younger.birthDate;
  younger.lines = [];
  younger.joinedTo = older;
  return older;
}

function remember(families: Map<string, Family[]>, key: string, family: Family) {
  const known = families.get(key);
  if (!known) families.set(key, [family]);
  else if (!known.some((one) => headOf(one) === family)) known.push(family);
}

/** What several lines, in the file's order, say of one contact. */
export function mergeLines(members: readonly Drafted[]): DraftGroup {
  const [first, ...others] = members;
  const conflicts = new Set<keyof ContactDraft>();
  const draft = others.reduce((kept, { draft: next }) => {
    const merged = mergeDrafts(kept, next);
    for (const field of merged.conflicts) conflicts.add(field);
    return merged.draft;
  }, first!.draft);
  return { draft, lines: members.map(({ line }) => line), conflicts: [...conflicts] };
}

const own = ['firstName', 'lastName', 'kind'] as const;
const apart = new Set<string>([...own, 'tags', 'emailConsent', 'answeredAt', 'note', 'role', 'custom']);

/** Whose answer stands: the no, else the first given. */
const answerOf = (kept: ContactDraft, other: ContactDraft): ContactDraft =>
  kept.emailConsent === 'refused' || (kept.emailConsent !== null && other.emailConsent !== 'refused') ? kept : other;

/** What is known stays, blanks are filled, tags and notes add up, and of a yes and a no the no wins (RGPD art. 7(3)). */
export function mergeDrafts(kept: ContactDraft, other: ContactDraft): { draft: ContactDraft; conflicts: (keyof ContactDraft)[] } {
  const fields = (Object.keys(kept) as (keyof ContactDraft)[]).filter((field) => !apart.has(field));
  const filled = Object.fromEntries(fields.map((field) => [field, kept[field] ?? other[field]]));
  const conflicts = fields.filter((field) => kept[field] !== null && other[field] !== null && kept[field] !== other[field]);
  if (kept.emailConsent && other.emailConsent && kept.emailConsent !== other.emailConsent) conflicts.push('emailConsent');
  return {
    draft: {
      ...kept,
      ...filled,
      tags: [...new Set([...kept.tags, ...other.tags])],
      emailConsent: [kept.emailConsent, other.emailConsent].includes('refused')
        ? 'refused'
        : (kept.emailConsent ?? other.emailConsent),
      custom: { ...other.custom, ...kept.custom },
      answeredAt: answerOf(kept, other).answeredAt,
      note: [...new Set([kept.note, other.note])].filter(Boolean).join('\n') || null,
    },
    conflicts,
  };
}
