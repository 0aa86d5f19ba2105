import type { LegalBasis, Purpose } from '../consents/contract.ts';
import type { Scope } from '../platform/scope.ts';
import { type Sender, senderOf } from '../post/relays/relays.ts';
import { townHallInFull } from '../townhalls/labels.ts';
import { getTownHall } from '../townhalls/townhalls.ts';

/** In whose name a message leaves. */
export interface Letterhead {
  townHallId: number;
  slug: string;
  /** « Mairie de Valmeraude ». */
  name: string;
  address: string;
  colour: string;
  /** Null until the town hall gives one. */
  email: string | null;
  /** By what relay, and in what name there. */
  sender: Sender;
}

export async function letterheadOf(scope: Scope): Promise<Letterhead> {
  const { name, kind, slug, addressLine, phone, readableColour: colour, email } = await getTownHall(scope);
  return {
    townHallId: scope.townHallId,
    slug,
    name: townHallInFull(kind, name),
    address: [addressLine, phone].filter(Boolean).join(' · '),
    colour,
    email,
    sender: await senderOf(scope),
  };
}

const basisSentence: Record<LegalBasis, (purpose: string, name: string) => string> = {
  consent: (purpose) => `Vous recevez cette lettre parce que vous suivez «\u00a0${purpose}\u00a0».`,
  public_task: (purpose, name) =>
    `Vous recevez ce message de la ${name} dans sa mission de service public «\u00a0${purpose}\u00a0».`,
  legal_obligation: (purpose, name) =>
    `Vous recevez ce message parce que la loi demande à la ${name} de vous informer\u00a0: «\u00a0${purpose}\u00a0».`,
  contract: (purpose, name) =>
    `Vous recevez ce message au titre de ce qui vous lie à la ${name}\u00a0: «\u00a0${purpose}\u00a0».`,
  vital_interests: (purpose, name) =>
    `Vous recevez ce message de la ${name} pour votre sécurité\u00a0: «\u00a0${purpose}\u00a0».`,
};

/** Why this person is written to, as the foot of each letter says it. */
export const reasonFor = ({ name, legalBasis }: Pick<Purpose, 'name' | 'legalBasis'>, head: Letterhead): string =>
  basisSentence[legalBasis](name, head.name.startsWith('Mairie') ? head.name.replace('Mairie', 'mairie') : head.name);
