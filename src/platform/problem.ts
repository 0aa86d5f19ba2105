const statusOf = {
  malformed: 400,
  stranger: 401,
  denied: 403,
  missing: 404,
  conflict: 409,
  gone: 410,
  stale: 412,
  tooLarge: 413,
  invalid: 422,
  preconditionMissing: 428,
  tooMany: 429,
  unavailable: 503,
} as const;

export type ProblemKind = keyof typeof statusOf;

/** One field to correct: its path in the body or the query, and what to do about it, in French. */
export interface FieldError {
  field: string;
  message: string;
}

/** An expected refusal: `code` is for programs, `message` is French, for people. */
export class Problem extends Error {
  readonly kind: ProblemKind;
  readonly code: string;
  readonly errors: FieldError[];
  /** Seconds to wait before trying again (RFC 9110 §10.2.3), where that is known. */
  readonly retryAfter: number | undefined;

  constructor(kind: ProblemKind, code: string, spec: { message: string; errors?: FieldError[]; retryAfter?: number }) {
    super(spec.message);
    this.kind = kind;
    this.code = code;
    this.errors = spec.errors ?? [];
    this.retryAfter = spec.retryAfter;
  }

  get status(): number {
    return statusOf[this.kind];
  }

  /** As RFC 9457 shows it. */
  get document() {
    return {
      type: `urn:parvis:problem:${this.code}`,
      title: this.message,
      status: this.status,
      detail: this.message,
      code: this.code,
      ...(this.errors.length > 0 ? { errors: this.errors } : {}),
    };
  }
}

export const missing = (code: string, message: string) => new Problem('missing', code, { message });
export const conflict = (code: string, message: string) => new Problem('conflict', code, { message });
export const denied = (code: string, message: string) => new Problem('denied', code, { message });
/** Trust S-24: what cannot be taken back asks who is there. */
export const toConfirm = () =>
  denied('session.to_confirm', 'Confirmez que c’est bien vous\u00a0: votre mot de passe est demandé à nouveau.');
export const invalid = (code: string, message: string, errors: FieldError[] = []) =>
  new Problem('invalid', code, { message, errors });

/** Someone changed the record since the caller read it (RFC 9110 §13.1.1). */
export const stale = () =>
  new Problem('stale', 'record.changed_meanwhile', {
    message: 'Quelqu’un vient de modifier cette fiche. Relisez-la, puis recommencez.',
  });

/** Lets the database refuse, and says so in French: for `.catch()` after a write. */
export const when =
  (constraint: string, refusal: () => Problem) =>
  (error: unknown): never => {
    throw (error as { constraint?: string }).constraint === constraint ? refusal() : error;
  };
