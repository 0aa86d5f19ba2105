import type { Initiative } from '../contract.ts';
import type { KindIcon } from './contract.ts';

/** What an initiative means, for whoever defines a kind. */
export const initiativeExplained: Record<Initiative, { label: string; help: string }> = {
  contact: { label: 'La personne agit', help: 'Elle appelle, vient, demande, propose\u00a0: cela compte dans son engagement.' },
  town_hall: { label: 'La personne reçoit', help: 'La mairie écrit, visite, note\u00a0: cela n’en dit rien de son engagement.' },
};

export const kindIconLabel: Record<KindIcon, string> = {
  'message-2': 'Bulle',
  messages: 'Conversation',
  'phone-call': 'Téléphone',
  'calendar-event': 'Calendrier',
  'users-group': 'Groupe',
  home: 'Maison',
  mailbox: 'Boîte aux lettres',
  key: 'Clé',
  school: 'École',
  heart: 'Cœur',
  star: 'Étoile',
  flag: 'Drapeau',
  'file-text': 'Dossier',
  'list-check': 'Liste',
  'map-pin': 'Lieu',
  bell: 'Cloche',
};
