import type { Entrance, Visit } from './routes.ts';

type PageRoute = `${'GET' | 'POST'} /${string}`;

export interface PageRequest {
  params: Record<string, string>;
  query: Record<string, string>;
  /** The fields of a submitted form; several values under one name are a list. */
  form: Record<string, string | string[]>;
}

export interface PageReply {
  status?: number;
  /** A whole document, escaped by its renderer. */
  html?: string;
  /** Of what is not a document: `text/css`. It may be kept an hour. */
  mediaType?: string;
  /** After a successful form: 303 to this address. */
  redirect?: string;
}

/** A public page: HTML from the server, a real form, no script. */
export interface Page {
  route: PageRoute;
  handle(entrance: Entrance, request: PageRequest, visit: Visit): Promise<PageReply>;
}

export const page = (route: PageRoute, handle: Page['handle']): Page => ({ route, handle });
