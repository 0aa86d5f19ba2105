import type { ReactNode } from 'react';
import { dayInWords, instantInWords } from '../../../platform/time.ts';
import { Link } from '../../../ui/actions/Link.tsx';
import { Heading } from '../../../ui/frames/Card.tsx';
import { Icon, type IconName } from '../../../ui/Icon.tsx';
import { counted, figure } from '../../../ui/words.ts';
import type { CampaignChecks } from '../../checks/contract.ts';
import type { Campaign, CampaignReach } from '../../contract.ts';
import { AskReview } from './AskReview.tsx';
import styles from './Composer.module.css';
import { NeutralityDialog } from './NeutralityDialog.tsx';
import { ExemptOpposition, ExplainUrgency } from './ReasonDialog.tsx';

type State = 'passed' | 'toWatch' | 'blocked';

interface Check {
  title: string;
  note: ReactNode;
  state: State;
  /** What mends it. */
  fix?: ReactNode;
}

const icon: Record<State, IconName> = { passed: 'circle-check', toWatch: 'alert-triangle', blocked: 'alert-circle' };
const spoken: Record<State, string> = { passed: '\u00a0: fait', toWatch: '\u00a0: à regarder', blocked: '\u00a0: à corriger' };

interface ChecksProps {
  saved: Campaign;
  reach: CampaignReach | undefined;
  law: CampaignChecks | undefined;
}

/** What must be so before a letter leaves, each with its reason and what mends it. */
export function Checks({ saved, reach, law }: ChecksProps) {
  const checks = [...lettersChecks(saved, reach), ...(law ? lawChecks(saved, law) : [])];
  const passed = checks.filter(({ state }) => state === 'passed').length;
  return (
    <>
      <Heading title="Avant l’envoi" aside={`${passed} sur ${checks.length}`} />
      <ul className={styles.checks}>
        {checks.map(({ title, note, state, fix }) => (
          <li key={title} className={styles[state]}>
            <Icon name={icon[state]} />
            <div>
              <strong>
                {title}
                <span className={styles.spoken}>{spoken[state]}</span>
              </strong>
              <span>{note}</span>
              {fix && <div className={styles.fix}>{fix}</div>}
            </div>
          </li>
        ))}
      </ul>
    </>
  );
}

function lettersChecks(saved: Campaign, reach: CampaignReach | undefined): Check[] {
  const check = (field: Campaign['obstacles'][number]['field'], title: string, passed: string): Check => {
    const obstacle = saved.obstacles.find((one) => one.field === field);
    return { title, note: obstacle?.message ?? passed, state: obstacle ? 'blocked' : 'passed' };
  };
  return [
    check('segmentId', 'Destinataires', saved.segmentName ?? ''),
    check('purposeId', 'Finalité', saved.purposeName ?? ''),
    check('subject', 'Objet', 'Lisible, et complet pour chacun'),
    readable(saved),
    ...(reach ? [agreements(reach)] : []),
    { title: 'Désinscription présente', note: 'Un lien au pied de chaque lettre', state: 'passed' },
  ];
}

function readable({ obstacles, faults }: Campaign): Check {
  const title = 'Lisible par tous';
  const blocking = obstacles.filter(({ field }) => field === 'content');
  const advice = faults.filter(({ isBlocking }) => !isBlocking);
  if (blocking.length > 0) return { title, note: blocking[0]?.message ?? '', state: 'blocked' };
  if (advice.length > 0)
    return { title, note: `${counted(advice.length, 'conseil', 'conseils')}, dans la lettre`, state: 'toWatch' };
  return { title, note: 'Images décrites, liens clairs, contrastes bons', state: 'passed' };
}

function agreements({ total, willReceive }: CampaignReach): Check {
  const title = 'Accords respectés';
  if (willReceive === 0) return { title, note: 'Personne ne peut recevoir cette lettre.', state: 'blocked' };
  return {
    title,
    note: `${counted(total - willReceive, 'personne écartée', 'personnes écartées')}, avec la raison`,
    state: 'passed',
  };
}

const lawChecks = (saved: Campaign, law: CampaignChecks): Check[] => [
  weight(law),
  ...(law.hasNotice
    ? []
    : [
        {
          title: 'Adresse de la mairie',
          note: 'Le pied de la lettre ne dit pas comment vous joindre.',
          state: 'toWatch' as const,
          fix: <Link href="/reglages/mairie">Compléter les réglages</Link>,
        },
      ]),
  solicited(saved, law),
  election(saved, law),
  ...(law.opposition.isDue ? [opposition(saved, law)] : []),
  review(saved, law),
];

const PAGE_LIMIT = 100 * 1024;
const PICTURES_LIMIT = 1024 * 1024;

function weight({ weight: { page, pictures } }: CampaignChecks): Check {
  const words = `${figure(Math.ceil(page / 1024))}\u00a0ko de texte, ${figure(Math.ceil(pictures / 1024))}\u00a0ko d’images`;
  if (page > PAGE_LIMIT)
    return {
      title: 'Trop longue',
      note: `${words}\u00a0: certaines messageries la couperont. Retirez des blocs.`,
      state: 'toWatch',
    };
  if (pictures > PICTURES_LIMIT)
    return { title: 'Images lourdes', note: `${words}\u00a0: longues à venir sur un téléphone.`, state: 'toWatch' };
  return { title: 'Légère', note: words, state: 'passed' };
}

/** Never an obstacle: it is for the agent to judge. */
function solicited({ segmentId }: Campaign, { solicited: { count, from } }: CampaignChecks): Check {
  const title = 'Personnes très sollicitées';
  const much = `${counted(from, 'lettre', 'lettres')} ou plus en 30\u00a0jours`;
  if (count === 0) return { title, note: `Aucune n’a déjà reçu ${much}`, state: 'passed' };
  return {
    title,
    note: `${counted(count, 'a', 'ont')} déjà reçu ${much}, la limite de la mairie.`,
    state: 'toWatch',
    fix: <Link href={`/segments/${segmentId}`}>Les écarter dans le segment</Link>,
  };
}

function election(saved: Campaign, { election: now }: CampaignChecks): Check {
  const { window, heldUntil, neutrality } = now;
  if (heldUntil) return held(saved, now, heldUntil);
  if (!window) return { title: 'Hors période électorale', note: 'Aucune règle particulière ce mois-ci', state: 'passed' };
  const title = 'Période préélectorale';
  const about = `${window.name}, jusqu’au ${dayInWords(window.endsOn)}.`;
  const fix = <NeutralityDialog campaignId={saved.id} election={now} />;
  if (neutrality) return { title, note: `${about} Questions répondues par ${neutrality.answeredBy}.`, state: 'passed', fix };
  return window.isAdvisory
    ? { title, note: `${about} Gardez un ton neutre\u00a0: ni bilan, ni promesse.`, state: 'toWatch', fix }
    : { title, note: `${about} Répondez d’abord aux quatre questions.`, state: 'blocked', fix };
}

function held(saved: Campaign, { urgency }: CampaignChecks['election'], until: string): Check {
  const title = 'Scrutin en cours';
  const isAlert = saved.category === 'alert' || saved.category === 'service_continuity';
  if (isAlert && urgency) return { title, note: `Part quand même\u00a0: ${urgency}`, state: 'passed' };
  return {
    title,
    note: `Les envois attendent jusqu’au ${instantInWords(until)}, sauf alerte ou service.`,
    state: 'blocked',
    ...(isAlert ? { fix: <ExplainUrgency campaignId={saved.id} /> } : {}),
  };
}

function opposition(saved: Campaign, { opposition: { text, exemption } }: CampaignChecks): Check {
  const title = 'Expression de l’opposition';
  const hasBlock = saved.content.blocks.some(({ kind }) => kind === 'opposition');
  const fix = <ExemptOpposition campaignId={saved.id} />;
  if (hasBlock && text) return { title, note: 'Son espace est dans la lettre', state: 'passed' };
  if (exemption) return { title, note: `Pas d’espace\u00a0: ${exemption}`, state: 'passed', fix };
  return {
    title,
    note: hasBlock
      ? 'Le bloc attend le texte des élus\u00a0: un administrateur l’écrit.'
      : 'Ajoutez le bloc, ou dites pourquoi il n’y en a pas.',
    state: 'blocked',
    fix,
  };
}

function review(saved: Campaign, { reviews, isApproved, election: { window, isTownWide } }: CampaignChecks): Check {
  const title = 'Relecture';
  const [last] = reviews;
  const fix = <AskReview campaignId={saved.id} reviews={reviews} />;
  if (isApproved) return { title, note: `Approuvée par ${last?.askedOfName}`, state: 'passed', fix };
  const isNeeded = window !== null && !window.isAdvisory && isTownWide;
  const state = isNeeded ? 'blocked' : 'toWatch';
  if (last?.answer === 'commented')
    return { title, note: `${last.askedOfName}\u00a0: «\u00a0${last.comment}\u00a0»`, state, fix };
  if (last?.answer === 'approved') return { title, note: 'Approuvée, puis changée\u00a0: à relire', state, fix };
  if (last) return { title, note: `Demandée à ${last.askedOfName}`, state, fix };
  return { title, note: isNeeded ? 'Un second agent doit approuver' : 'Un autre œil voit ce que l’on ne voit plus', state, fix };
}
