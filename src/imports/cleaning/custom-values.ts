import { type CustomField, type CustomValue, customValueOf } from '../../contacts/fields/contract.ts';
import { readConsent } from './answers.ts';
import { foldedWords, tidy } from './folding.ts';
import { readInstant } from './instants.ts';
import { nothing, type Reading } from './outcome.ts';

const unreadable: Reading<never> = { value: null, issue: 'value_unreadable' };

/** What a cell says for a field the town hall defined, as its kind allows; « Lina (CM1), Zoé (CP) » names two of its choices. */
export function readCustomValue(field: CustomField, cell: string): Reading<CustomValue> {
  const text = tidy(cell);
  if (text === '' || text === '-') return nothing;
  const said = asTyped[field.kind](field, text);
  if (said === null) return unreadable;
  const read = customValueOf(field).safeParse(said);
  return read.success && read.data !== null ? { value: read.data } : unreadable;
}

const asTyped: Record<CustomField['kind'], (field: CustomField, text: string) => CustomValue | null> = {
  text: (_, text) => text,
  long_text: (_, text) => text,
  number: (_, text) => text.replace(/\s*€$/, ''),
  date: (_, text) => readInstant(text, '9999-12-31').value?.slice(0, 10) ?? null,
  yes_no: (_, text) => {
    const answer = readConsent(text).value;
    return answer === null ? null : answer === 'granted';
  },
  choice: (field, text) => named(field, text)[0] ?? null,
  choices: (field, text) => {
    const ids = named(field, text);
    return ids.length > 0 ? ids : null;
  },
};

/** The choices whose words stand in the cell, one after the other; nothing else of it is kept. */
function named({ options }: CustomField, text: string): string[] {
  const words = ` ${foldedWords(text).join(' ')} `;
  return options
    .filter(({ label, isArchived }) => !isArchived && words.includes(` ${foldedWords(label).join(' ')} `))
    .map(({ id }) => id);
}
