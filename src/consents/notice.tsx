import type { TownHallReply } from '../townhalls/contract.ts';
import { townHallInFull } from '../townhalls/labels.ts';
import type { Purpose } from './contract.ts';
import { legalBasisLabel, retentionInWords } from './labels.ts';

/** What RGPD art. 13 asks to be told before anything is given (trust P-04). */
export const noticeItems = [
  'controller',
  'purposes',
  'basis',
  'optional',
  'recipients',
  'retention',
  'rights',
  'officer',
  'complaint',
  'source',
] as const;
export type NoticeItem = (typeof noticeItems)[number];

export type Notice = Record<NoticeItem, string>;

/** What a mairie has not said of itself yet, and must before anyone may fill a form in. */
export const missingForNotice = ({ addressLine, dpoName, dpoEmail }: TownHallReply): string[] => [
  ...(addressLine ? [] : ['l’adresse de la mairie']),
  ...(dpoName && dpoEmail ? [] : ['le délégué à la protection des données']),
];

export type NoticedPurpose = Pick<Purpose, 'name' | 'legalBasis' | 'disclosedTo' | 'retentionMonths'>;

export function noticeOf(townHall: TownHallReply, purposes: readonly NoticedPurpose[], mandatory: string): Notice {
  const name = townHallInFull(townHall.kind, townHall.name);
  const bases = [...new Set(purposes.map(({ legalBasis }) => legalBasis))];
  const others = [...new Set(purposes.map(({ disclosedTo }) => disclosedTo).filter(Boolean))];
  const longest = Math.max(...purposes.map(({ retentionMonths }) => retentionMonths));
  return {
    controller: `${name}, ${[townHall.addressLine, townHall.postcode, townHall.name].filter(Boolean).join(' ')}.`,
    purposes: `vous envoyer ce que vous cochez\u00a0: ${purposes.map((one) => one.name).join(', ')}.`,
    basis: `${bases
      .map((basis) => `${legalBasisLabel[basis].toLowerCase()} (${namesFor(purposes, basis).join(', ')})`)
      .join('\u00a0; ')}.`,
    optional: `${mandatory} Ne rien cocher ne change rien à vos démarches.`,
    recipients: `les agents de la mairie qui en ont besoin${others.length > 0 ? `, et ${others.join(', ')}` : ''}. Rien n’est vendu ni loué.`,
    retention: `${retentionInWords(longest)} au plus après votre dernier échange avec la mairie.`,
    rights:
      'voir vos données, les corriger, les faire effacer, en limiter l’usage, les emporter, vous opposer, et retirer votre accord à tout moment.',
    officer: `délégué à la protection des données\u00a0: ${townHall.dpoName}, ${townHall.dpoEmail}.`,
    complaint: 'vous pouvez vous plaindre à la CNIL, cnil.fr.',
    source: 'ces données viennent de vous.',
  };
}

/**
 * RGPD art. 14, at the first message at the latest: where the data come from, around the place of that source, and what a form
 * tells those who fill it in. What the message is for is said just above it.
 */
export function originNotice(townHall: TownHallReply, purpose: NoticedPurpose) {
  const notice = noticeOf(townHall, [purpose], '');
  return {
    before:
      'C’est la première fois que nous vous écrivons, et vous ne nous avez pas donné vos coordonnées vous-même. Elles viennent de\u00a0: ',
    after: `. Nous gardons votre identité et vos coordonnées. Responsable\u00a0: ${notice.controller} Base\u00a0: ${notice.basis} Qui les voit\u00a0: ${notice.recipients} Durée\u00a0: ${notice.retention} Vos droits\u00a0: ${notice.rights} ${townHall.dpoEmail ? `À qui les demander\u00a0: ${notice.officer} ` : ''}En cas de désaccord, ${notice.complaint}`,
  };
}

const namesFor = (purposes: readonly NoticedPurpose[], basis: Purpose['legalBasis']) =>
  purposes.filter(({ legalBasis }) => legalBasis === basis).map(({ name }) => name);

export const noticeTitle: Record<NoticeItem, string> = {
  controller: 'Qui',
  purposes: 'Pour quoi',
  basis: 'Sur quelle base',
  optional: 'Obligatoire ou non',
  recipients: 'Qui les voit',
  retention: 'Combien de temps',
  rights: 'Vos droits',
  officer: 'À qui les demander',
  complaint: 'En cas de désaccord',
  source: 'D’où elles viennent',
};

/** In sight, without a click: short sentences, each under its name. */
export const NoticeText = ({ notice, level: Title = 'h3' }: { notice: Notice; level?: 'h2' | 'h3' }) => (
  <section className="notice" aria-labelledby="notice-title">
    <Title id="notice-title">Vos données</Title>
    <dl>
      {noticeItems.map((item) => (
        <div key={item} data-notice={item}>
          <dt>{noticeTitle[item]}&nbsp;: </dt>
          <dd>{notice[item]} </dd>
        </div>
      ))}
    </dl>
  </section>
);
