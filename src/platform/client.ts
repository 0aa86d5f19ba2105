import type { Ask, Endpoint, Reply } from './contract.ts';
import { declares } from './contract.ts';

/** What the server refused, as its problem document says it (RFC 9457). */
export interface Refusal extends Error {
  status: number;
  code: string;
  detail: string;
  errors: { field: string; message: string }[];
}

interface Extra {
  /** The version read, for `If-Match`. */
  version?: number;
  idempotencyKey?: string;
  signal?: AbortSignal;
  /** The file, for an endpoint with an `uploadLimit`. */
  upload?: Blob;
}

/** Calls an endpoint of the public API from the browser, with the session's cookie. */
export async function call<E extends Endpoint>(endpoint: E, ask: Ask<E>, extra: Extra = {}): Promise<Reply<E>> {
  const [method = 'GET'] = endpoint.route.split(' ');
  const response = await fetch(addressOf(endpoint, ask), {
    method,
    ...bodyOf(ask, extra),
    headers: headersOf(ask, extra),
    signal: extra.signal ?? null,
  }).catch((error: unknown) =>
    refuse({ status: 0, code: 'network.unreachable', detail: 'Le serveur ne répond pas. Votre saisie est gardée.' }, error),
  );
  const reply: unknown = response.status === 204 ? undefined : await response.json().catch(() => undefined);
  if (!response.ok)
    refuse(reply ?? { status: response.status, code: 'server.failed', detail: 'Le serveur n’a pas su répondre. Réessayez.' });
  return (declares(endpoint.reply) ? endpoint.reply.parse(reply) : undefined) as Reply<E>;
}

/** The address of an endpoint with its parameters: for links to files, and for `call`. */
export function addressOf<E extends Endpoint>(endpoint: E, ask: Ask<E>): string {
  const { params = {}, query = {} } = ask as { params?: Record<string, string>; query?: Record<string, unknown> };
  const pattern = endpoint.route.slice(endpoint.route.indexOf(' ') + 1);
  const path = pattern.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? ''));
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query as Record<string, unknown>)) {
    if (value === undefined || value === '') continue;
    for (const one of Array.isArray(value) ? value : [value])
      search.append(name, typeof one === 'object' ? JSON.stringify(one) : String(one));
  }
  return `/api/v1${path}${search.size > 0 ? `?${search}` : ''}`;
}

const bodyOf = (ask: object, { upload }: Extra) => {
  if (upload) return { body: upload };
  return 'body' in ask ? { body: JSON.stringify(ask.body) } : {};
};

const headersOf = (ask: object, { version, idempotencyKey, upload }: Extra): Record<string, string> => ({
  ...('body' in ask ? { 'content-type': 'application/json' } : {}),
  ...(upload ? { 'content-type': 'application/octet-stream' } : {}),
  ...(version === undefined ? {} : { 'if-match': `"${version}"` }),
  ...(idempotencyKey ? { 'idempotency-key': idempotencyKey } : {}),
});

function refuse(document: unknown, cause?: unknown): never {
  const problem = document as Partial<Refusal>;
  throw Object.assign(new Error(problem.detail, { cause }), problem, { errors: problem.errors ?? [], message: problem.detail });
}
