import type { ContactDraft } from './contract.ts';
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
  const families = new Map<string, Family[]>();
  const all: Family[] = [];
  for (const { line, draft } of drafted) {
    const keys = identityKeys(draft);
    const own: Family = { members: [{ line, draft }], birthDate: draft.birthDate };
    const family = keys.reduce<Family>((joined, key) => join(joined, families.get(key) ?? []), own);
    if (family === own) all.push(own);
    for (const key of keys) remember(families, key, family);
  }
  return all.filter(({ members }) => members.length > 0).map(mergeFamily);
}

interface Family {
  members: Drafted[];
  birthDate: string | null;
  joinedTo?: Family;
}

const headOf = (family: Family): Family => (family.joinedTo ? headOf(family.joinedTo) : family);

/** Joins the first family that nothing contradicts; the one met first in the file takes the other in. */
function join(family: Family, candidates: Family[]): Family {
  const found = candidates.map(headOf).find((one) => one !== family && !contradicts(one, family));
  if (!found) return family;
  const [older, younger] = found.members[0]!.line < family.members[0]!.line ? [found, family] : [family, found];
  older.members.push(...younger.members);
  older.birthDate ??= younger.birthDate;
  younger.members = [];
  younger.joinedTo = older;
  return older;
}

function remember(families: Map<string, Family[]>, key: string, family: Family) {
  const known = families.get(key);
  if (!known) families.set(key, [family]);
  else if (!known.some((one) => headOf(one) === family)) known.push(family);
}

function mergeFamily({ members }: Family): DraftGroup {
  const [first, ...others] = members.sort((one, other) => one.line - other.line);
  const conflicts = new Set<keyof ContactDraft>();
  const draft = others.reduce((kept, { draft: next }) => {
    const merged = mergeDrafts(kept, next);
    for (const field of merged.conflicts) conflicts.add(field);
    return merged.draft;
  }, first!.draft);
  return { draft, lines: members.map(({ line }) => line), conflicts: [...conflicts] };
}

const own = ['firstName', 'lastName', 'kind'] as const;
const apart = new Set<string>([...own, 'tags', 'emailConsent', 'note']);

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
      note: [...new Set([kept.note, other.note])].filter(Boolean).join('\n') || null,
    },
    conflicts,
  };
}
