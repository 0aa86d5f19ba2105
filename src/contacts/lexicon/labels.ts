import type { SensitiveSubject } from './contract.ts';

/** What a word speaks of: « … parle de santé ». */
export const subjectLabel: Record<SensitiveSubject, string> = {
  health: 'santé',
  religion: 'religion',
  origin: 'origine',
  opinions: 'opinions politiques',
  union: 'appartenance syndicale',
  sex_life: 'vie sexuelle',
  biometrics: 'données biométriques',
  offences: 'infractions ou condamnations',
  nir: 'numéro de sécurité sociale',
};
