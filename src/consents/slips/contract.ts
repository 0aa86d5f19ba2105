import { z } from 'zod';
import { emailAddress, phoneNumber } from '../../contacts/contract.ts';
import { blankable, day, endpoint, id, instant } from '../../platform/contract.ts';
import { channel, witnessedMethod } from '../contract.ts';

/** A box of a slip: what whoever ticks it says. */
const slipBox = z.object({ purposeId: id, purposeName: z.string(), channel, wording: z.string() });
export type SlipBox = z.output<typeof slipBox>;

export const slip = z.object({
  id,
  /** Printed at its foot: which words a slip that comes back bears. */
  reference: z.string(),
  printedAt: instant,
  /** As one would be printed today. */
  isCurrent: z.boolean(),
  boxes: z.array(slipBox),
});
export type Slip = z.output<typeof slip>;

export const signUpDesk = z.object({
  /** What the mairie must say of itself before anyone may be asked anything. */
  missing: z.array(z.string()),
  /** The public page where one subscribes alone. */
  address: z.string(),
  /** What is read out before an answer is noted (RGPD art. 13). */
  notice: z.array(z.object({ title: z.string(), text: z.string() })),
  slips: z.array(slip),
});
export type SignUpDesk = z.output<typeof signUpDesk>;

const line = z.string().trim().max(200).default('');

/** What stands on a slip, or was said to an agent who read it out. */
export const slipEntry = z
  .object({
    method: witnessedMethod,
    happenedOn: day,
    /** Null: someone not known yet. */
    contactId: blankable(id),
    firstName: z.string().trim().max(100).default(''),
    lastName: z.string().trim().max(160).default(''),
    email: emailAddress.default(null),
    phone: phoneNumber.default(null),
    addressLine: line,
    postcode: z.string().trim().max(12).default(''),
    municipality: z.string().trim().max(120).default(''),
    choices: z
      .array(z.object({ purposeId: id, channel }))
      .min(1, 'Cochez au moins une case.')
      .max(100),
  })
  .refine(({ contactId, lastName }) => contactId !== null || lastName !== '', { path: ['lastName'], message: 'Écrivez un nom.' });
export type SlipEntry = z.output<typeof slipEntry>;

export const enteredSlip = z.object({ contactId: id, name: z.string(), isNew: z.boolean(), proofIds: z.array(id) });
export type EnteredSlip = z.output<typeof enteredSlip>;

export const slipsApi = {
  desk: endpoint('GET /sign-up-desk', {
    access: 'consents.read',
    summary: 'Ce qu’il faut pour recueillir des accords\u00a0: la notice, la page publique et les bulletins imprimés.',
    reply: signUpDesk,
  }),
  print: endpoint('POST /slips', {
    access: 'consents.write',
    summary: 'Le bulletin à imprimer\u00a0: ses mots sont gardés pour la preuve.',
    reply: slip,
  }),
  show: endpoint('GET /slips/:slipId/page', {
    access: 'consents.read',
    summary: 'Un bulletin, à imprimer.',
    isDownload: true,
  }),
  enter: endpoint('POST /slips/:slipId/entries', {
    access: 'consents.write',
    summary: 'Note les accords d’un bulletin rendu, ou donnés à un agent qui l’a lu.',
    body: slipEntry,
    reply: enteredSlip,
  }),
  annul: endpoint('POST /consent-annulments', {
    access: 'consents.write',
    summary: 'Des réponses saisies par erreur\u00a0: elles ne comptent plus, et leurs preuves le disent.',
    body: z.object({
      proofIds: z.array(id).min(1).max(100),
      /** The record that was added with them, archived as well. */
      addedContactId: blankable(id),
    }),
  }),
  poster: endpoint('GET /sign-up-poster', {
    access: 'consents.read',
    summary: 'Une affiche qui mène à la page d’inscription, à imprimer.',
    isDownload: true,
  }),
  confirm: endpoint('GET /contacts/:contactId/sign-up-confirmation', {
    access: 'consents.read',
    summary: 'Ce qu’une personne a accepté, à imprimer et à lui remettre.',
    isDownload: true,
  }),
};
