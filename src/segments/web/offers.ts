import type { Choice } from '../../ui/forms/Option.tsx';

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
