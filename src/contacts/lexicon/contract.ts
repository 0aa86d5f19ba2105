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
export type SensitiveSubject = z.infer<typeof sensitiveSubject>;
