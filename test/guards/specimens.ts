import { z } from 'zod';

/** What a JSON Schema made by Zod may hold. */
interface Schema {
  type?: string | string[];
  const?: unknown;
  enum?: unknown[];
  format?: string;
  minLength?: number;
  minimum?: number;
  minItems?: number;
  items?: Schema;
  properties?: Record<string, Schema>;
  required?: string[];
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
  default?: unknown;
  $ref?: string;
  $defs?: Record<string, Schema>;
}

interface Making {
  root: Schema;
  idFor(field: string): string;
}

/** A body this endpoint would read, as small as its schema allows; `idFor` gives the value of each id by the field's name. */
export function specimenOf(schema: z.ZodType, idFor: (field: string) => string): unknown {
  const root = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Schema;
  return make(root, '', { root, idFor });
}

function make(schema: Schema, field: string, making: Making): unknown {
  const one = resolved(schema, making.root);
  if (one.default !== undefined) return one.default;
  if (one.const !== undefined) return one.const;
  if (one.enum) return one.enum[0];
  const choices = one.anyOf ?? one.oneOf ?? one.allOf;
  if (choices) return make(choices.find(({ type }) => type !== 'null') ?? {}, field, making);
  const type = Array.isArray(one.type) ? one.type[0] : one.type;
  return (makers[type ?? 'string'] ?? makeText)(one, field, making);
}

const resolved = (schema: Schema, root: Schema): Schema => {
  if (!schema.$ref) return schema;
  return schema.$ref === '#' ? root : (root.$defs?.[schema.$ref.replace('#/$defs/', '')] ?? {});
};

type Maker = (schema: Schema, field: string, making: Making) => unknown;

const formats: Record<string, string> = {
  email: 'quelquun@exemple.example',
  date: '2026-01-15',
  time: '18:30',
  'date-time': '2026-01-15T09:00:00.000Z',
  uri: 'https://exemple.example',
};

const makeText: Maker = ({ format = '', minLength = 0 }, field, { idFor }) =>
  format === 'uuid' ? idFor(field.replace(/Ids$/, 'Id')) : (formats[format] ?? 'Mot'.padEnd(minLength, 's'));

const makers: Record<string, Maker> = {
  string: makeText,
  boolean: () => true,
  integer: ({ minimum }) => minimum ?? 1,
  number: ({ minimum }) => minimum ?? 1,
  array: ({ minItems = 0, items = {} }, field, making) => Array.from({ length: minItems }, () => make(items, field, making)),
  object: ({ required = [], properties = {} }, _field, making) =>
    Object.fromEntries(required.map((name) => [name, make(properties[name] ?? {}, name, making)])),
};
