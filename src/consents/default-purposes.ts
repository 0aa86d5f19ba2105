import type { NewPurpose } from './contract.ts';

/** What most town halls write about: consent for what is optional, public task for what people must know (trust P-02). */
export const defaultPurposes: readonly (Pick<NewPurpose, 'name' | 'description' | 'legalBasis' | 'isProposed'> & {
  code: string;
})[] = [
  {
    code: 'municipal_news',
    name: 'Vie de la commune',
    description: 'La lettre d’information et les nouvelles de la commune.',
    legalBasis: 'consent',
  },
  {
    code: 'alerts',
    name: 'Alertes et sécurité',
    description: 'Ce qui touche à la sécurité et aux services essentiels : crue, coupure d’eau, route fermée.',
    legalBasis: 'public_task',
  },
  {
    code: 'school_life',
    name: 'École et cantine',
    description: 'Ce que les familles inscrites doivent savoir : école, cantine, garderie.',
    legalBasis: 'public_task',
    isProposed: false,
  },
  {
    code: 'culture_sport',
    name: 'Culture, sport, sorties',
    description: 'L’agenda des sorties, des spectacles et du sport.',
    legalBasis: 'consent',
  },
  {
    code: 'participation',
    name: 'Avis et participation',
    description: 'Les réunions publiques, les consultations et leurs suites.',
    legalBasis: 'consent',
  },
];
