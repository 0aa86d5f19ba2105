import { letterFrom } from '../../messages/letter/letter.ts';
import { newId } from '../../platform/ids.ts';
import type { Template } from './contract.ts';

type Starter = Pick<Template, 'name' | 'description' | 'category'> & { subject: string; body: string; asks?: string };

const greeting = '{{ salutation | sinon: "Madame, Monsieur" }},';

/** Letters every town hall writes, to begin from: words in place, to be changed. */
const starters: readonly Starter[] = [
  {
    name: 'La lettre du mois',
    description: 'Les nouvelles de la commune, trois sujets courts.',
    category: 'municipal_news',
    subject: 'Les nouvelles du mois',
    body: `# Les nouvelles du mois\n\n${greeting}\n\nvoici les nouvelles de la commune. Trois minutes de lecture.\n\n## Premier sujet\n\nDites en deux phrases ce qui change, pour qui, et quand.\n\n## Deuxième sujet\n\nDites en deux phrases ce qui change, pour qui, et quand.\n\n## À l’agenda\n\n- Jour, heure, lieu\n- Jour, heure, lieu`,
    asks: 'Cette lettre vous est-elle utile\u00a0?',
  },
  {
    name: 'Invitation à un événement',
    description: 'Une réunion, une fête, une inauguration.',
    category: 'event',
    subject: 'Vous êtes invités',
    body: `# Nom de l’événement\n\n${greeting}\n\nla mairie vous invite le jour, à l’heure, au lieu.\n\n**Pour venir\u00a0:** transport, stationnement, accès des personnes à mobilité réduite.`,
    asks: 'Viendrez-vous\u00a0?',
  },
  {
    name: 'Travaux',
    description: 'Une rue fermée, une coupure, une durée.',
    category: 'works',
    subject: 'Travaux dans votre rue',
    body: `# Travaux\n\n${greeting}\n\ndes travaux auront lieu rue, du jour au jour.\n\n- Ce qui change\u00a0: circulation, stationnement, bruit\n- Ce qui reste possible\u00a0: accès, collecte, livraisons\n- Qui appeler en cas de gêne`,
  },
  {
    name: 'Consultation',
    description: 'Demander un avis, dire qui décide et quand.',
    category: 'consultation',
    subject: 'Votre avis compte',
    body: `# Votre avis\n\n${greeting}\n\nla commune prépare un projet. Voici ce qui est déjà décidé, ce qui ne l’est pas, et qui décidera.\n\nVotre avis éclaire le conseil municipal, qui décidera le jour.`,
    asks: 'Êtes-vous favorable à ce projet\u00a0?',
  },
  {
    name: 'Alerte',
    description: 'Ce qui ne peut pas attendre, en trois lignes.',
    category: 'alert',
    subject: 'Alerte\u00a0: ce qui se passe',
    body: '# Ce qui se passe\n\nOù, depuis quand, jusqu’à quand.\n\n## Ce qu’il faut faire\n\n- Premier geste\n- Deuxième geste\n\n## Qui appeler\n\nUrgences\u00a0: 112. Personnes sourdes ou malentendantes\u00a0: 114, par SMS.',
  },
];

export const starterTemplates = (): Template[] =>
  starters.map(({ subject, body, asks, ...starter }) => {
    const content = letterFrom({ subject, body });
    const answers = ['Oui', 'Non', 'Sans avis'].map((label) => ({ label }));
    const question = asks && { kind: 'question' as const, id: newId(), passageId: null, question: asks, answers, closesOn: null };
    return {
      ...starter,
      id: null,
      createdAt: null,
      content: { ...content, blocks: [...content.blocks, ...(question ? [question] : [])] },
    };
  });
