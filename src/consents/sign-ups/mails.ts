import type { Scope } from '../../platform/scope.ts';
import type { Mail } from '../../post/contract.ts';
import { writeServiceMail } from '../../post/service-mails/service-mails.ts';
import { townHallInFull } from '../../townhalls/labels.ts';
import { getTownHall } from '../../townhalls/townhalls.ts';
import { listPurposes } from '../consents.ts';
import { byChannelLabel } from '../labels.ts';
import type { Confirming } from './jobs.ts';
import type { SignUp } from './tables.ts';

interface Request {
  signUp: SignUp;
  from: Confirming;
  to: string;
  token: string;
  isReminder: boolean;
}

/** « Confirmez votre abonnement »: what was ticked, one button, and what happens to whoever ignores it. */
export async function writeConfirmationRequest(scope: Scope, publicUrl: string, request: Request): Promise<Mail> {
  const { signUp, from, to, token, isReminder } = request;
  const { kind, name, slug } = await getTownHall(scope);
  const townHall = townHallInFull(kind, name);
  const names = new Map((await listPurposes(scope, 'all')).map((one) => [one.id, one.name]));
  const wishes = signUp.choices.map(
    ({ purposeId, channel }) => `«\u00a0${names.get(purposeId)}\u00a0» ${byChannelLabel[channel]}`,
  );
  const isChild = from === 'guardian';
  return writeServiceMail(scope, publicUrl, {
    to,
    subject: `${isReminder ? 'Rappel\u00a0: c' : 'C'}onfirmez ${isChild ? 'l’abonnement de votre enfant' : 'votre abonnement'} · ${townHall}`,
    title: isChild ? 'Confirmez l’abonnement de votre enfant' : 'Confirmez votre abonnement',
    paragraphs: [
      isChild
        ? `Un enfant de moins de 15 ans demande à recevoir ${wishes.join(', ')}, et dit que vous exercez l’autorité parentale. Votre accord est nécessaire.`
        : `Vous avez demandé à recevoir ${wishes.join(', ')}.`,
      'Pour confirmer, ouvrez cette page et appuyez sur le bouton qu’elle montre. Rien ne vous sera envoyé sans cela.',
    ],
    link: { label: 'Voir et confirmer', url: `${publicUrl}/p/${slug}/abonnement/confirmation/${token}` },
    because: `Si ce n’est pas vous, ne faites rien\u00a0: sans confirmation, cette demande et votre adresse sont effacées sept jours après.`,
    messageName: `${signUp.id}.${from}${isReminder ? '.rappel' : ''}`,
  });
}
