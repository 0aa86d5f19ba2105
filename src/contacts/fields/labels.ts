import { dayInWords } from '../../platform/time.ts';
import type { CustomField, CustomValue, FieldBearer, FieldKind } from './contract.ts';

export const fieldKindLabel: Record<FieldKind, string> = {
  text: 'Texte court',
  long_text: 'Texte long',
  number: 'Nombre',
  date: 'Date',
  yes_no: 'Oui ou non',
  choice: 'Une réponse au choix',
  choices: 'Plusieurs réponses au choix',
};

export const fieldKindHelp: Record<FieldKind, string> = {
  text: 'Une ligne\u00a0: un nom, un numéro de licence',
  long_text: 'Plusieurs lignes, à relire par la personne si elle le demande',
  number: 'Une quantité\u00a0: nombre d’adhérents',
  date: 'Un jour\u00a0: date d’adhésion',
  yes_no: 'Prend le car, oui ou non',
  choice: 'Une seule, parmi celles que vous écrivez',
  choices: 'Autant qu’on veut, parmi celles que vous écrivez',
};

export const fieldBearerLabel: Record<FieldBearer, string> = {
  person: 'Les personnes',
  organization: 'Les associations, commerces…',
  both: 'Toutes les fiches',
};

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
