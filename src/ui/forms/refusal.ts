import type { z } from 'zod';

/** One field to correct, and what to do about it, in French. */
export interface FieldError {
  field: string;
  message: string;
}

/** A refusal as the API words it (RFC 9457): a sentence, and what to correct field by field. */
export interface Refusal {
  message: string;
  errors?: readonly FieldError[];
}

/** What a form holds: text by name, and a list where several boxes bear the same name. */
export type FormValues = Record<string, string | string[]>;

export function valuesOf(form: Iterable<[string, FormDataEntryValue]>): FormValues {
  const values: FormValues = {};
  for (const [name, value] of form) {
    if (typeof value !== 'string') continue;
    const already = values[name];
    values[name] = already === undefined ? value : [already, value].flat();
  }
  return values;
}

/** The same shape for what the browser finds wrong as for what the server refuses. */
export const refusalOf = (faults: z.ZodError): Refusal => ({
  message: faults.issues.length > 1 ? `${faults.issues.length} champs sont à corriger.` : 'Un champ est à corriger.',
  errors: faults.issues.map((issue) => ({ field: issue.path.join('.'), message: issue.message })),
});

/** As React Aria's forms want them: by field, several sentences each. */
export function faultsByField(refusal: Refusal | null | undefined): Record<string, string[]> {
  const byField: Record<string, string[]> = {};
  for (const { field, message } of refusal?.errors ?? []) byField[field] = [...(byField[field] ?? []), message];
  return byField;
}
