import { type Condition, type Match, type Rule, type RuleNode, rule } from '../rules/contract.ts';

/** A rule being written: some of its conditions are not complete yet. */
export interface Draft {
  keep: DraftGroup;
  except: DraftGroup;
}

/** `key` stays the same while the thing is edited. */
export interface DraftGroup {
  key: string;
  match: Match;
  nodes: DraftNode[];
}
export interface DraftCondition {
  key: string;
  condition: Condition;
}
/** What was asked for and may not be: shown with its reason, never applied. */
export interface DraftRefusal {
  key: string;
  label: string;
  reason: string;
}
export type DraftNode = DraftCondition | DraftGroup | DraftRefusal;

export const isGroup = (node: DraftNode): node is DraftGroup => 'nodes' in node;
export const isRefusal = (node: DraftNode): node is DraftRefusal => 'reason' in node;

let lastKey = 0;
export const newKey = (): string => `c${++lastKey}`;

export const draftOf = ({ match, conditions, except }: Rule): Draft => ({
  keep: { key: newKey(), match, nodes: conditions.map(nodeOf) },
  except: { key: newKey(), match: 'any', nodes: except.map(nodeOf) },
});

const nodeOf = (node: RuleNode): DraftNode =>
  node.field === 'group'
    ? { key: newKey(), match: node.match, nodes: node.conditions.map(nodeOf) }
    : { key: newKey(), condition: node };

/** The whole draft, complete or not, in the shape of a rule: to be kept on this computer and read again. */
export const wholeOf = ({ keep, except }: Draft): Rule =>
  ({
    version: 1,
    match: keep.match,
    conditions: written(keep.nodes, () => true),
    except: written(except.nodes, () => true),
  }) as Rule;

/** What can already be counted, and where each of its conditions stands. */
export function countableOf({ keep, except }: Draft): { rule: Rule; pathOf: ReadonlyMap<string, string> } {
  const conditions = written(keep.nodes, isComplete);
  const exceptions = written(except.nodes, isComplete);
  const pathOf = new Map([...paths(keep.nodes, 'conditions'), ...paths(except.nodes, 'except')]);
  return { rule: { version: 1, match: keep.match, conditions, except: exceptions } as Rule, pathOf };
}

const isComplete = (condition: Condition) => rule.safeParse({ version: 1, match: 'all', conditions: [condition] }).success;

/** Without refusals, and without the groups that are left empty. */
function written(nodes: readonly DraftNode[], isTaken: (condition: Condition) => boolean): RuleNode[] {
  return nodes.flatMap((node): RuleNode[] => {
    if (isRefusal(node)) return [];
    if (!isGroup(node)) return isTaken(node.condition) ? [node.condition] : [];
    const conditions = written(node.nodes, isTaken);
    return conditions.length > 0 ? [{ field: 'group', match: node.match, conditions }] : [];
  });
}

function paths(nodes: readonly DraftNode[], within: string): [string, string][] {
  const taken = nodes.filter((node) => written([node], isComplete).length > 0);
  return taken.flatMap((node, rank): [string, string][] => {
    const path = `${within}.${rank}`;
    return [[node.key, path], ...(isGroup(node) ? paths(node.nodes, `${path}.conditions`) : [])];
  });
}

/** The draft with one node replaced, or removed; a group inside it goes with its last condition. */
export const withNode = (draft: Draft, key: string, next: DraftNode | null): Draft => ({
  keep: replaced(draft.keep, key, next),
  except: replaced(draft.except, key, next),
});

const replaced = (group: DraftGroup, key: string, next: DraftNode | null): DraftGroup => ({
  ...group,
  nodes: group.nodes.flatMap((node) => {
    if (node.key === key) return next ? [next] : [];
    if (!isGroup(node)) return [node];
    const inner = replaced(node, key, next);
    return inner.nodes.length > 0 ? [inner] : [];
  }),
});

export const withAdded = (draft: Draft, groupKey: string, added: DraftNode): Draft => ({
  keep: extended(draft.keep, groupKey, added),
  except: extended(draft.except, groupKey, added),
});

const extended = (group: DraftGroup, key: string, added: DraftNode): DraftGroup => ({
  ...group,
  nodes: [
    ...group.nodes.map((node) => (isGroup(node) ? extended(node, key, added) : node)),
    ...(group.key === key ? [added] : []),
  ],
});

export const withMatch = (draft: Draft, key: string, match: Match): Draft => ({
  keep: rematched(draft.keep, key, match),
  except: rematched(draft.except, key, match),
});

const rematched = (group: DraftGroup, key: string, match: Match): DraftGroup => ({
  ...group,
  match: group.key === key ? match : group.match,
  nodes: group.nodes.map((node) => (isGroup(node) ? rematched(node, key, match) : node)),
});

/** The node whose path the server named. */
export const keyAt = (pathOf: ReadonlyMap<string, string>, path: string | null): string | undefined =>
  [...pathOf].find(([, one]) => one === path)?.[0];
