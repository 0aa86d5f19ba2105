import { foldedWords } from '../cleaning/folding.ts';
import type { ColumnTarget } from '../contract.ts';

/** French headings, folded (« Né(e) le » reads « ne e le »). The first line that matches wins: the order is the rule. */
const meanings: [ColumnTarget, RegExp][] = [
  ['consent_confirmation', /\bdate\b.*\bconfirm/],
  ['consent_date', /\bdate\b.*\b(?:inscription|abonnement|accord|consentement|opt ?in)\b/],
  ['mailing_status', /^(?:statut|status|etat)(?: (?:abonne|de l abonne|contact|e ?mail|abonnement))?$/],
  ['ignore', /\bsms\b.*\b(?:accord|optin|opt)\b|\b(?:accord|opt)\b.*\bsms\b/],
  ['ignore', /^(?:ip|id|adresse ip|ip .*|.* ip|numero|no|n|date (?!(?:de |d )?nais).*)$/],
  ['ignore', /\b(?:refus|opposition|desinscri\w*|ne souhaite pas|ne pas)\b/],
  [
    'email_consent',
    /\b(?:accord|accepte\w*|consent\w*|autoris\w*|opt ?in|optin|rgpd|newsletter|abonne\w*|souhaite\w*|recevoir)\b/,
  ],
  ['siret', /\bsiret\b/],
  ['email', /\b(?:e ?mails?|mels?|mails?|courriels?|adresse electronique|adelec?|messagerie)\b/],
  ['mobile_phone', /\b(?:portable|mobile|gsm|sms|cellulaire|tel ?p|tph? port)\b/],
  ['landline_phone', /\bfixe\b|\btel\w* (?:domicile|maison|dom)\b|^domicile$|\btel ?f\b/],
  ['phone', /\b(?:tel|tels|telephones?|telephonique|tph|phone)\b/],
  ['birth_name', /\b(?:nom de jeune fille|nom de naissance|nom naissance|nom patronymique|njf|nee)\b(?! le)/],
  [
    'birth_date',
    /^n ?e?(?: e)? le\b|\bnee? (?:e )?le\b|\bdate (?:de |d )?nais\w*|\bddn\b|\bnaissance\b|\bdate nais\b|\banniversaire\b/,
  ],
  [
    'postcode_and_municipality',
    /\b(?:cp|code postal|c postal)\b.*\b(?:ville|communes?|localite)\b|\b(?:ville|communes?|localite)\b.*\b(?:cp|code postal)\b/,
  ],
  ['postcode', /\b(?:cp|code postal|c postal|codepostal)\b/],
  ['address_line', /\b(?:adresse|adr|rue|voie|domiciliation)\b/],
  ['municipality', /^(?:ville|commune|localite|municipalite)\b|\b(?:ville|commune)$/],
  ['contact_person', /\b(?:president|presidente|gerant|gerante|dirigeant|dirigeante|interlocuteur|interlocutrice)\b/],
  ['organization_category', /\b(?:categorie|type)\b|\bnature de la structure\b/],
  [
    'organization_name',
    /\b(?:raison sociale|denomination|enseigne|structure|associations?|organisme|entreprise|societe|commerce|etablissement)\b/,
  ],
  ['honorific', /^(?:civilite|civ|titre|m mme|mme m)$/],
  ['full_name', /\bnoms? (?:et |de famille )?(?:prenoms?|pren)\b|\b(?:prenoms?|pren) (?:et )?noms?\b|\bnom complet\b|^identite$/],
  ['first_name', /\b(?:prenoms?|pren)\b/],
  ['last_name', /\bnoms?\b|\bpatronyme\b/],
  [
    'full_name',
    /^(?:responsables?|representant|contact|habitant|adherent|abonne|participant|parent|personne)s?(?: legal)?(?: \d)?$/,
  ],
  ['tag', /\b(?:etiquettes?|tags?|themes?|thematiques?|centres? d interet|quartier|secteur|groupe|liste)\b/],
  ['note', /\b(?:notes?|obs|observations?|remarques?|commentaires?|divers)\b/],
];

/** Where a heading says its column goes, on its own. */
export function targetOf(heading: string): ColumnTarget | undefined {
  const words = foldedWords(heading).join(' ');
  return meanings.find(([, says]) => says.test(words))?.[0];
}

const child = /\b(?:enfants?|eleves?|ecoliers?|bebes?|classes?|fils|filles?|fratrie|niveau scolaire|mineurs?)\b/;
const adult = /\b(?:responsables?|parents?|representants?|tuteurs?|tutrices?|peres?|meres?|famille|jeune fille)\b/;

/** A column about a child, not about the grown-up who answers for them. */
export function isAboutChild(heading: string): boolean {
  const words = foldedWords(heading).join(' ');
  return child.test(words) && !adult.test(words);
}

export const recognizes = (heading: string): boolean => targetOf(heading) !== undefined || isAboutChild(heading);
