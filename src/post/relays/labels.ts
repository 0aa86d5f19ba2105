import type { RelayTls, RelayView, WayOut } from './contract.ts';

export const relayTlsLabel: Record<RelayTls, string> = {
  implicit: 'Chiffrée dès le début (port 465)',
  starttls: 'Chiffrée après STARTTLS (port 587)',
  never: 'Non chiffrée (relais de la mairie, sur son propre réseau)',
};

export const signingLabel: Record<RelayView['signing'], string> = {
  none: 'Non signés par Parvis',
  prepared: 'Clés prêtes, à publier',
  rsa: 'Signés (RSA)',
  ed25519: 'Signés (Ed25519)',
  both: 'Signés (RSA et Ed25519)',
};

export const wayOutWords: Record<WayOut, string> = {
  installation:
    'Les messages partent par le relais de cette installation (SMTP_URL)\u00a0; le nom, l’adresse et les limites ci-dessous s’appliquent.',
  relay: 'Les messages partent par le relais préféré.',
  trial: 'Aucun relais\u00a0: les messages vont à la boîte d’essai, rien ne sort de la mairie.',
};
