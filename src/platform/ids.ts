import { v7 } from 'uuid';

/** A new UUID version 7 (RFC 9562 §5.7): ordered by time, unique across servers, made by the application. */
export const newId = (): string => v7();
