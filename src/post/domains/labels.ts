import type { DkimRecordState, DmarcState, Finding, SpfState } from './contract.ts';

type Words = Omit<Finding, 'topic'>;

const silent: Words = {
  state: 'retry',
  says: 'Le serveur de noms n’a pas répondu.',
  advice: 'Cela ne dit rien de votre domaine. Relancez la vérification dans quelques minutes.',
};

const spfEffect = 'Les messageries regardent si votre relais a le droit d’écrire pour votre domaine.';

export const spfWords: Record<SpfState, Words> = {
  fine: { state: 'good', says: 'Votre domaine dit qui peut écrire en son nom.', advice: '' },
  missing: {
    state: 'fault',
    says: 'Votre domaine ne dit pas qui peut écrire en son nom.',
    advice: `${spfEffect} Publiez la ligne SPF ci-dessous.`,
  },
  several: {
    state: 'fault',
    says: 'Votre domaine a deux lignes SPF\u00a0: les messageries n’en lisent alors aucune.',
    advice: 'Gardez une seule ligne qui commence par v=spf1, et réunissez-y tous les « include ».'.replace(
      /« (.*) »/,
      '«\u00a0$1\u00a0»',
    ),
  },
  too_many: {
    state: 'fault',
    says: 'La ligne SPF demande plus de dix recherches\u00a0: les messageries s’arrêtent avant la fin.',
    advice:
      'Retirez les services que la mairie n’emploie plus\u00a0: chaque «\u00a0include\u00a0», «\u00a0a\u00a0» et «\u00a0mx\u00a0» compte, y compris dans les lignes incluses.',
  },
  loops: {
    state: 'fault',
    says: 'La ligne SPF finit par se citer elle-même.',
    advice: 'Retirez l’«\u00a0include\u00a0» ou le «\u00a0redirect\u00a0» qui ramène à votre domaine.',
  },
  broken: {
    state: 'fault',
    says: 'La ligne SPF contient un mot que les messageries ne comprennent pas, ou cite un domaine qui n’a pas de ligne SPF.',
    advice: 'Comparez-la à la ligne ci-dessous, ou envoyez-la à qui gère votre nom de domaine.',
  },
  not_included: {
    state: 'fault',
    says: 'La ligne SPF ne cite pas votre relais.',
    advice: 'Ajoutez l’«\u00a0include\u00a0» ci-dessous à la ligne qui existe déjà, sans en créer une seconde.',
  },
  open: {
    state: 'fault',
    says: 'La ligne SPF laisse tout le monde écrire en votre nom.',
    advice: 'Remplacez «\u00a0+all\u00a0» par «\u00a0~all\u00a0» à la fin de la ligne.',
  },
  silent,
};

const publishKey = 'Publiez la ligne ci-dessous. Les signatures commencent dès qu’elle est trouvée.';

export const dkimWords: Record<DkimRecordState, Words> = {
  fine: { state: 'good', says: 'La clé publiée est celle qui signe vos messages.', advice: '' },
  missing: { state: 'fault', says: 'La clé qui vérifie vos signatures n’est pas encore publiée.', advice: publishKey },
  several: {
    state: 'fault',
    says: 'Deux clés sont publiées sous le même nom\u00a0: les messageries ne savent laquelle lire.',
    advice: 'Gardez seulement la ligne ci-dessous.',
  },
  other_key: {
    state: 'fault',
    says: 'La clé publiée n’est pas celle qui signe vos messages.',
    advice: 'Remplacez-la par la ligne ci-dessous. Attention aux coupures quand la ligne est longue.',
  },
  revoked: {
    state: 'fault',
    says: 'La clé publiée a été retirée (elle est vide).',
    advice: 'Remplacez-la par la ligne ci-dessous.',
  },
  silent,
};

export const dmarcWords: Record<DmarcState, Words> = {
  fine: { state: 'good', says: 'Votre domaine dit quoi faire des messages écrits en son nom par d’autres.', advice: '' },
  watches_only: {
    state: 'good',
    says: 'Votre domaine observe, sans rien demander encore contre les messages écrits en son nom par d’autres.',
    advice: 'Quand SPF et DKIM sont bons depuis quelques semaines, demandez la mise en quarantaine\u00a0: p=quarantine.',
  },
  missing: {
    state: 'warning',
    says: 'Votre domaine ne dit pas quoi faire des messages écrits en son nom par d’autres.',
    advice: 'Gmail, Yahoo et Outlook le demandent à qui écrit souvent. Publiez la ligne DMARC ci-dessous.',
  },
  several: {
    state: 'fault',
    says: 'Votre domaine a deux lignes DMARC\u00a0: les messageries n’en lisent alors aucune.',
    advice: 'Gardez une seule ligne qui commence par v=DMARC1.',
  },
  broken: {
    state: 'fault',
    says: 'La ligne DMARC ne dit pas quoi faire.',
    advice: 'Ajoutez-y p=none, p=quarantine ou p=reject juste après v=DMARC1.',
  },
  silent,
};

export const webmailWords = (domain: string): Words => ({
  state: 'fault',
  says: `L’adresse d’expéditeur est une adresse ${domain}\u00a0: la mairie ne peut ni la signer ni l’autoriser à écrire par ce relais.`,
  advice:
    'Gmail, Outlook et Yahoo refusent ou cachent ces messages. Demandez une adresse au nom de la commune, comme mairie@votre-commune.fr.',
});

export const obsoleteWords = (tags: readonly string[]): string =>
  tags.length > 0 ? ` Les mots ${tags.join(', ')} ne servent plus\u00a0: vous pouvez les retirer.` : '';
