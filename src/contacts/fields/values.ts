import type { FieldError } from '../../platform/problem.ts';
import type { ContactKind } from '../contract.ts';
import { type CustomChange, type CustomField, type CustomValue, customValueOf } from './contract.ts';

/** Reads the values of one record against the definitions; what cannot be read is told field by field. */
export type ReadValues = (kind: ContactKind, given: CustomChange) => { custom: CustomChange; errors: FieldError[] };

export function valuesReader(fields: readonly CustomField[]): ReadValues {
  // A Map, never an object: `constructor` is nobody's field (trust S-51).
  const known = new Map(fields.map((field) => [field.id, { field, schema: customValueOf(field) }]));
  return (kind, given) => {
    const custom: [string, CustomChange[string]][] = [];
    const errors: FieldError[] = [];
    for (const [fieldId, value] of Object.entries(given)) {
      const read = readOne(known.get(fieldId), kind, value);
      if ('refusal' in read) errors.push({ field: `custom.${fieldId}`, message: read.refusal });
      else custom.push([fieldId, read.value]);
    }
    return { custom: Object.fromEntries(custom), errors };
  };
}

type Known = { field: CustomField; schema: ReturnType<typeof customValueOf> } | undefined;
type Read = { value: CustomValue | null } | { refusal: string };

function readOne(known: Known, kind: ContactKind, value: CustomValue | null): Read {
  if (!known) return { refusal: 'Ce champ n’existe pas, ou n’existe plus.' };
  if (value === null) return { value };
  const read = known.schema.safeParse(value);
  const refusal = unfit(known.field, kind) ?? read.error?.issues[0]?.message;
  return refusal === undefined ? { value: read.data ?? null } : { refusal: `${known.field.label}\u00a0: ${refusal}` };
}

/** Why no value may be written there; emptying is always allowed. */
function unfit({ appliesTo, archivedAt }: CustomField, kind: ContactKind): string | undefined {
  if (archivedAt !== null) return 'Ce champ est archivé.';
  if (appliesTo !== 'both' && appliesTo !== kind) return 'Ce champ ne concerne pas cette sorte de fiche.';
  return undefined;
}
