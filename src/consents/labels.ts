import type { Channel, ConsentAnswer, ConsentMethod, DataCategory, LeftOut, LegalBasis } from './contract.ts';

export const channelLabel: Record<Channel, string> = { email: 'E-mail', sms: 'SMS', letter: 'Courrier', call: 'Appel' };

/** After a verb: « recevoir par e-mail ». */
export const byChannelLabel: Record<Channel, string> = {
  email: 'par e-mail',
  sms: 'par SMS',
  letter: 'par courrier',
  call: 'par téléphone',
};

export const legalBasisLabel: Record<LegalBasis, string> = {
  consent: 'Accord de la personne',
  public_task: 'Mission de service public',
  legal_obligation: 'Obligation légale',
  contract: 'Contrat',
  vital_interests: 'Sauvegarde de la vie',
};

/** When each basis is the right one, for whoever chooses. */
export const legalBasisHelp: Record<LegalBasis, string> = {
  consent: 'Pour ce qui est facultatif\u00a0: on n’écrit qu’à ceux qui ont dit oui.',
  public_task: 'Pour ce que les gens doivent savoir d’un service public\u00a0: on écrit à tous, sauf à ceux qui s’y opposent.',
  legal_obligation: 'Quand un texte oblige la mairie à informer.',
  contract: 'Quand la personne a un contrat avec la mairie, comme une location de salle.',
  vital_interests: 'Quand une vie est en danger.',
};

export const dataCategoryLabel: Record<DataCategory, string> = {
  identity: 'Identité\u00a0: nom, prénom, civilité',
  contact_details: 'Coordonnées\u00a0: e-mail, téléphone',
  address: 'Adresse postale',
  birth: 'Date de naissance',
  household: 'Foyer',
  organization: 'Fonction dans une structure',
  interests: 'Abonnements et centres d’intérêt',
  exchanges: 'Échanges avec la mairie',
  participation: 'Inscriptions et présences',
};

/** What a yes and a no are called: to what needs no agreement, one objects (RGPD art. 21). */
const agreement: Record<ConsentAnswer, string> = { granted: 'Accord', refused: 'Refus' };
const objection: Record<ConsentAnswer, string> = { granted: 'Ne s’oppose pas', refused: 'S’oppose' };

export const answerLabel = (legalBasis: LegalBasis, answer: ConsentAnswer): string =>
  (legalBasis === 'consent' ? agreement : objection)[answer];

/** After an answer: « Accord donné le 3 septembre, au guichet ». */
export const consentMethodLabel: Record<ConsentMethod, string> = {
  web: 'sur le site',
  paper: 'sur papier',
  phone: 'par téléphone',
  counter: 'au guichet',
  import: 'dans un fichier importé',
  one_click: 'par le lien de désinscription',
  agent: 'par un agent',
};

export const leftOutLabel: Record<LeftOut, string> = {
  archived: 'Fiche archivée',
  refused: 'Ne veut pas recevoir ces messages',
  minor: 'Moins de 18 ans',
  no_address: 'Aucune adresse connue pour ce canal',
  suppressed: 'Adresse sur la liste d’opposition',
  no_consent: 'Accord pas encore demandé',
};

/** « 3 ans », « 18 mois ». */
export function retentionInWords(months: number): string {
  if (months % 12 !== 0) return `${months}\u00a0mois`;
  const years = months / 12;
  return `${years}\u00a0${years > 1 ? 'ans' : 'an'}`;
}
