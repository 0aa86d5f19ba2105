import { z } from 'zod';

/** What a town hall's contacts may not hold: RGPD articles 9 and 10, and the NIR (loi 78-17, article 30). */
export const sensitiveSubject = z.enum([
  'health',
  'religion',
  'origin',
  'opinions',
  'union',
  'sex_life',
  'biometrics',
  'offences',
  'nir',
]);
/** What a note may say that a record should not: a sensitive subject, or a judgement on the person. */
export const noteConcern = z.enum([...sensitiveSubject.options, 'judgement']);
export type NoteConcern = z.infer<typeof noteConcern>;
export type SensitiveSubject = z.infer<typeof sensitiveSubject>;

/** A word of a note, without its accents, and what it may speak of. */
export interface NoteFinding {
  word: string;
  concern: NoteConcern;
}
