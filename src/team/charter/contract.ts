import { z } from 'zod';

/** Changes with the words: those who accepted others are asked again. */
export const CHARTER_VERSION = '2026-11-25';

/** What an agent promises before a record is opened to them (trust P-13). Code pénal, 226-21: use for another purpose is an offence. */
export const charterArticles: readonly string[] = [
  'Les fiches servent aux missions de la mairie, et à rien d’autre\u00a0: ni parti, ni candidat, ni campagne, ni affaire privée. Les utiliser autrement est un délit (Code pénal, article 226-21).',
  'J’ouvre les fiches dont j’ai besoin pour mon travail, et je n’en parle qu’à ceux qui doivent savoir.',
  'Je n’écris que des faits utiles. La personne peut lire tout ce qui est noté d’elle\u00a0: ni jugement, ni santé, ni religion, ni opinion.',
  'Un refus est un refus\u00a0: qui a dit non ne reçoit rien, par aucun autre chemin.',
  'Une liste ne sort de Parvis que pour un motif que j’écris. Chaque fichier est noté à mon nom et porte une marque.',
  'Une erreur, une perte ou un doute\u00a0: je préviens aussitôt le délégué à la protection des données.',
];

export const charter = z.object({ version: z.string(), articles: z.array(z.string()) });
