import type { FastifyBaseLogger } from 'fastify';
import { pino } from 'pino';

/** Structured lines on stderr; nothing personal and no token in them (trust S-63). */
export const logTo = (level: string): FastifyBaseLogger =>
  pino(
    {
      level,
      base: null,
      redact: {
        paths: ['req', 'request', '*.email', '*.phone', '*.password', '*.token', 'err.parameters', 'err.detail', 'err.where'],
        remove: true,
      },
    },
    pino.destination(2),
  );
