import type { LastStep, Verdict } from './contract.ts';

export const verdictLabel: Record<Verdict, string> = { arrived: 'Arrivé', not_left: 'À renvoyer' };

export const lastStepLabel: Record<LastStep, string> = {
  handing_over: 'Remise commencée, sans suite',
  whole_message_said: 'Message entier remis, sans réponse',
};
