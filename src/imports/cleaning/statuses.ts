import type { MailingStatus } from '../contract.ts';
import { foldedWords } from './folding.ts';
import { nothing, type Reading } from './outcome.ts';
import { remembered } from './remembered.ts';

/** What mailing tools write of a subscriber (Mailchimp, Brevo, Sendinblue, Mailjet, and what people type over them). */
const said: [MailingStatus, RegExp][] = [
  ['complained', /plainte|spam|complain|abuse|indesirable/],
  ['bounced', /erreur|bounce|npai|invalide|inexistante?|rejete|cleaned|introuvable|undeliverable/],
  ['unsubscribed', /desinscri|desabonn|unsub|opt ?out|blackl|liste noire|refus|retire|oppose/],
  ['active', /^(?:actif|active|abonnee?|inscrite?|subscribed|valide|ok|confirmee?|en cours|1|oui)$/],
];

export const readMailingStatus = remembered((cell): Reading<MailingStatus> => {
  const text = foldedWords(cell).join(' ');
  if (text === '') return nothing;
  const found = said.find(([, words]) => words.test(text));
  return found ? { value: found[0] } : { value: null, issue: 'status_unknown' };
});
