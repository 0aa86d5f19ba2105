import type { MemberState, Role } from './contract.ts';

export const roleLabel: Record<Role, string> = { administrator: 'Administration', editor: 'Rédaction', reader: 'Lecture' };

/** What each role lets someone do, for whoever gives it. */
export const roleHelp: Record<Role, string> = {
  administrator: 'Tout faire, et gérer la mairie, l’équipe et les clés.',
  editor: 'Tenir les fiches, importer, écrire et envoyer.',
  reader: 'Consulter, sans rien changer.',
};

export const memberStateLabel: Record<MemberState, string> = {
  invited: 'Lien à utiliser',
  active: 'Accès ouvert',
  closed: 'Accès fermé',
};
