import type { Scope } from '../../platform/scope.ts';
import type { Mail } from '../../post/contract.ts';
import { writeServiceMail } from '../../post/service-mails/service-mails.ts';
import { townHallInFull } from '../../townhalls/labels.ts';
import { getTownHall } from '../../townhalls/townhalls.ts';

interface Asked {
  to: string;
  id: string;
}

export async function writeCode(scope: Scope, publicUrl: string, { to, code, id }: Asked & { code: string }): Promise<Mail> {
  const { kind, name } = await getTownHall(scope);
  return writeServiceMail(scope, publicUrl, {
    to,
    subject: `Votre code pour voir vos abonnements · ${townHallInFull(kind, name)}`,
    title: 'Votre code',
    paragraphs: ['Recopiez ce code sur la page où vous l’avez demandé. Il sert une fois, dans le quart d’heure.'],
    code,
    because: 'Si vous n’avez rien demandé, ne faites rien\u00a0: personne ne peut voir vos abonnements sans ce code.',
    messageName: `${id}.code`,
  });
}

export async function writeAddressRequest(
  scope: Scope,
  publicUrl: string,
  { to, token, id }: Asked & { token: string },
): Promise<Mail> {
  const { kind, name, slug } = await getTownHall(scope);
  return writeServiceMail(scope, publicUrl, {
    to,
    subject: `Confirmez votre nouvelle adresse · ${townHallInFull(kind, name)}`,
    title: 'Confirmez votre nouvelle adresse',
    paragraphs: ['Vous avez demandé à la mairie de vous écrire désormais à cette adresse.'],
    link: { label: 'Voir et confirmer', url: `${publicUrl}/p/${slug}/mes-abonnements/adresse/${token}` },
    because: 'Si ce n’est pas vous, ne faites rien\u00a0: sans confirmation, cette demande est effacée demain.',
    messageName: `${id}.adresse`,
  });
}
