import type { Need } from './contract.ts';

export const needLabel: Record<Need, string> = {
  large_print: 'Documents en grands caractères',
  easy_read: 'Textes faciles à lire et à comprendre',
  sign_language: 'Interprète en langue des signes',
  captions: 'Sous-titrage ou transcription écrite',
  step_free_access: 'Accès de plain-pied',
  companion: 'Vient avec un accompagnant',
  phone_rather: 'Préfère être appelé plutôt que lire',
  home_visit: 'Préfère une visite à domicile',
  heatwave_call: 'Souhaite un appel en cas de canicule ou de grand froid',
};
