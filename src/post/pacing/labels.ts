import type { PaceReason } from './contract.ts';

/** Said of a domain of recipients (« orange.fr ») or of a relay. */
export const paceWords: Record<PaceReason, (who: string) => { title: string; advice: string }> = {
  slow: (who) => ({
    title: `${who} répond lentement`,
    advice: 'Les messages y partent un par un, sans retarder les autres. Il n’y a rien à faire.',
  }),
  pace: (who) => ({
    title: `${who} demande d’envoyer moins vite`,
    advice: 'Les messages y partent plus lentement, puis plus vite à mesure qu’ils sont acceptés. Il n’y a rien à faire.',
  }),
  policy: (who) => ({
    title: `${who} refuse nos messages sans mettre en cause les adresses`,
    advice:
      'C’est l’expéditeur qui est en cause, pas les personnes\u00a0: elles restent dans la base et leurs messages attendent. Vérifiez SPF, DKIM et DMARC dans Réglages › Canaux, puis reprenez.',
  }),
  relay: (who) => ({
    title: `${who} ne prend pas nos messages`,
    advice:
      'Rien n’est perdu\u00a0: les messages attendent, un essai a lieu de temps en temps. Vérifiez le compte, le mot de passe et l’abonnement dans Réglages › Canaux, puis reprenez.',
  }),
};
