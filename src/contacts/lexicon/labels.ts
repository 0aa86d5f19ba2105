import type { NoteConcern, SensitiveSubject } from './contract.ts';

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

/** What is wrong with a word in a note. */
export const concernLabel: Record<NoteConcern, string> = {
  health: 'une donnée de santé',
  religion: 'une donnée sur la religion',
  origin: 'une donnée sur l’origine',
  opinions: 'une donnée sur les opinions politiques',
  union: 'une donnée sur l’appartenance syndicale',
  sex_life: 'une donnée sur la vie intime',
  biometrics: 'une donnée biométrique',
  offences: 'une donnée sur des infractions',
  nir: 'un numéro de sécurité sociale',
  judgement: 'un jugement sur la personne',
};
