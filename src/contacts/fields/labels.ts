import { dayInWords } from '../../platform/time.ts';
import type { CustomField, CustomValue, FieldKind } from './contract.ts';

const number = new Intl.NumberFormat('fr-FR', { maximumFractionDigits: 6 });

const inWords: Record<FieldKind, (value: CustomValue, field: Pick<CustomField, 'options'>) => string> = {
  text: (value) => String(value),
  long_text: (value) => String(value),
  number: (value) => number.format(Number(value)).replaceAll('\u202f', '\u00a0'),
  date: (value) => dayInWords(String(value)),
  yes_no: (value) => (value ? 'Oui' : 'Non'),
  choice: (value, field) => optionLabel(field, value),
  choices: (value, field) =>
    [value]
      .flat()
      .map((one) => optionLabel(field, one))
      .join(', '),
};

/** A value as one reads it: « Oui », « 3 septembre 2026 », « Le midi, Le soir »; '' when there is none. */
export const customValueInWords = (
  field: Pick<CustomField, 'kind' | 'options'>,
  value: CustomValue | null | undefined,
): string => (value === null || value === undefined ? '' : inWords[field.kind](value, field));

const optionLabel = ({ options }: Pick<CustomField, 'options'>, optionId: CustomValue) =>
  options.find(({ id }) => id === optionId)?.label ?? 'Réponse inconnue';
