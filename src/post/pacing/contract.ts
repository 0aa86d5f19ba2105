import { z } from 'zod';
import { endpoint, id, instant } from '../../platform/contract.ts';

/** Why messages leave less fast than they could. */
export const paceReason = z.enum(['slow', 'pace', 'policy', 'relay']);
export type PaceReason = z.output<typeof paceReason>;

/** A domain of recipients, or a whole relay where `domain` is empty, that is given messages one by one. */
export const pace = z.object({
  id,
  relayName: z.string().nullable(),
  domain: z.string(),
  because: paceReason,
  reply: z.string(),
  secondsApart: z.number().int(),
  nextAt: instant,
  since: instant,
});
export type Pace = z.output<typeof pace>;

export const pacesApi = {
  list: endpoint('GET /paces', {
    access: 'campaigns.read',
    summary: 'Ce qui ralentit les envois\u00a0: relais qui ne répond pas, messagerie qui refuse ou demande d’attendre.',
    reply: z.array(pace),
  }),
  end: endpoint('POST /paces/:paceId/end', {
    access: 'campaigns.send',
    summary: 'Reprend à pleine vitesse, une fois la cause levée.',
  }),
};
