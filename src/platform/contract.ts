import { z } from 'zod';

export const id = z.uuid();
export const instant = z.iso.datetime({ offset: true });
export const day = z.iso.date();

/** A field people may leave empty: the browser says '', the database says null. */
export const blankable = <S extends z.ZodType>(schema: S) =>
  z.union([z.literal('').transform(() => null), z.null(), schema]).default(null);

/** Boxes ticked under one name: a form says nothing for none, a word for one, a list for several. */
export const ticked = <S extends z.ZodType>(schema: S) =>
  z.union([z.array(schema), schema.transform((one) => [one] as z.output<S>[])]).default([]);

/** Every list is read page by page, from where the last one ended. */
export const paging = z.object({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(2000).optional(),
});
export const pageOf = <S extends z.ZodType>(schema: S) => z.object({ items: z.array(schema), nextCursor: z.string().nullable() });

/** What leaves as a file or a document of its own rather than as JSON. */
export interface Download {
  fileName: string;
  mediaType: string;
  content: string | Uint8Array | AsyncIterable<string | Uint8Array>;
  /** Looked at in a frame of the app rather than kept as a file. */
  isShown?: boolean;
  /** Fetched by mail programs, from wherever they are; never changes under its address. */
  isForMails?: boolean;
}

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
export type Route = `${Method} /${string}`;
type ParamNames<Path extends string> = Path extends `${string}:${infer Name}/${infer Rest}`
  ? Name | ParamNames<Rest>
  : Path extends `${string}:${infer Name}`
    ? Name
    : never;

/** `public`: whoever asks. `signed_in`: every member of the team, whatever the role. Else the permission it takes, `module.verb`. */
export type Access = 'public' | 'signed_in' | `${string}.${string}`;

export interface Endpoint<
  R extends Route = Route,
  A extends Access = Access,
  T extends 'one' | 'none' = 'one' | 'none',
  Query extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType,
  Reply extends z.ZodType = z.ZodType,
> {
  route: R;
  access: A;
  /** `one`: the frame opens a transaction around the verb. `none`: the verb is given `transact` and opens short ones itself. */
  transaction: T;
  query: Query;
  body: Body;
  reply: Reply;
  /** One French sentence for the API's documentation. */
  summary: string;
  /** The body is a file, read as a stream: at most so many bytes. */
  uploadLimit: number | undefined;
  /** A PATCH on a record with a `version` asks for `If-Match`; the default for PATCH. */
  versioned: boolean;
  /** The reply is a `Download`, not JSON. */
  isDownload: boolean;
  /** Whoever asks must have proved to be there a short while ago (trust S-24). */
  isSensitive: boolean;
}

const nothing = z.undefined();
type Nothing = typeof nothing;

interface Spec<A extends Access, T extends 'one' | 'none', Query, Body, Reply> {
  access: A;
  summary: string;
  transaction?: T;
  query?: Query;
  body?: Body;
  reply?: Reply;
  uploadLimit?: number;
  versioned?: boolean;
  isDownload?: boolean;
  isSensitive?: boolean;
}

export function endpoint<
  const R extends Route,
  const A extends Access,
  const T extends 'one' | 'none' = 'one',
  Reply extends z.ZodType = Nothing,
  Query extends z.ZodType = Nothing,
  Body extends z.ZodType = Nothing,
>(route: R, spec: Spec<A, T, Query, Body, Reply>): Endpoint<R, A, T, Query, Body, Reply> {
  return {
    route,
    access: spec.access,
    transaction: spec.transaction ?? ('one' as T),
    query: spec.query ?? (nothing as unknown as Query),
    body: spec.body ?? (nothing as unknown as Body),
    reply: spec.reply ?? (nothing as unknown as Reply),
    summary: spec.summary,
    uploadLimit: spec.uploadLimit,
    versioned: spec.versioned ?? route.startsWith('PATCH'),
    isDownload: spec.isDownload ?? false,
    isSensitive: spec.isSensitive ?? false,
  };
}

/** Whether an endpoint declares this part at all. */
export const declares = (schema: z.ZodType): boolean => !(schema instanceof z.ZodUndefined);

export type Params<E extends Endpoint> = Record<ParamNames<E['route']>, string>;

/** What a handler receives: already validated. */
export interface Request<E extends Endpoint> {
  params: Params<E>;
  query: z.output<E['query']>;
  body: z.output<E['body']>;
  /** The version the caller read (from `If-Match`); 0 where the endpoint is not versioned. */
  version: number;
}

/** What a caller gives: the parts the endpoint declares, and no others. */
export type Ask<E extends Endpoint> = (ParamNames<E['route']> extends never ? object : { params: Params<E> }) &
  (E['query'] extends Nothing ? object : { query?: z.input<E['query']> }) &
  (E['body'] extends Nothing ? object : { body: z.input<E['body']> });

export type Reply<E extends Endpoint> = z.output<E['reply']>;
