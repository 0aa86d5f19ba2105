import type { Choice } from '../../ui/forms/Option.tsx';
import type { Condition } from '../rules/contract.ts';

/** Of what edits one kind of condition. */
export interface EditorProps<C extends Condition> {
  condition: C;
  onChange(condition: C): void;
}

type Thing = { id: string; name: string; isArchived?: boolean };

/** What may be chosen: what is archived only where it was chosen already. */
export const choicesAmong = (things: readonly Thing[], chosen: readonly string[]): Choice[] =>
  things
    .filter(({ id, isArchived }) => !isArchived || chosen.includes(id))
    .map(({ id, name, isArchived }) => ({ id, label: isArchived ? `${name} (archivé)` : name }));

/** Of what one may have several: tags, functions. */
export const hasOrNot: Choice<'has_one_of' | 'has_none_of'>[] = [
  { id: 'has_one_of', label: 'est' },
  { id: 'has_none_of', label: 'n’est pas' },
];

/** A closed list, by its labels. */
export const choicesOf = <Id extends string>(labels: Record<Id, string>, ids: readonly Id[]): Choice<Id>[] =>
  ids.map((id) => ({ id, label: labels[id] }));

export const asNamed = (things: readonly { id: string; name: string }[]): Choice[] =>
  things.map(({ id, name }) => ({ id, label: name }));
