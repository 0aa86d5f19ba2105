import { leftOutLabel } from '../../consents/labels.ts';
import type { Totals } from '../../messages/ledger/contract.ts';
import { lostLabel } from '../../messages/ledger/labels.ts';
import { instantInWords } from '../../platform/time.ts';
import { useRead } from '../../ui/ask.ts';
import { ProgressBar } from '../../ui/feedback/ProgressBar.tsx';
import { BarList } from '../../ui/figures/BarList.tsx';
import { KeyFigures } from '../../ui/figures/KeyFigures.tsx';
import { Card } from '../../ui/frames/Card.tsx';
import { PageHeader } from '../../ui/frames/PageHeader.tsx';
import { Sentence } from '../../ui/signs/Sentence.tsx';
import { counted, figure, percent } from '../../ui/words.ts';
import type { Campaign } from '../contract.ts';
import { campaignStateLabel } from '../labels.ts';
import { type CampaignReport, reportApi } from '../report/contract.ts';
import { FirstDays } from './report/FirstDays.tsx';
import { Interruption, StopOrResume, Uncertainty } from './report/Interruption.tsx';
import styles from './report/Report.module.css';
import { ReportActs } from './report/ReportActs.tsx';
import { ReportDetails } from './report/ReportDetails.tsx';
import { Unreached } from './report/Unreached.tsx';

const skippedLabel = { ...leftOutLabel, ...lostLabel };

/** What came of a letter: a sentence, then figures that add up to everyone the segment chose that day. */
export function Report({ campaign }: { campaign: Campaign }) {
  const { name, state, totals, launchedAt, launchedBy, subject } = campaign;
  const isSending = state === 'sending';
  const left = totals.waiting + totals.underWay;
  const { data: report } = useRead(reportApi.show, { params: { campaignId: campaign.id } });
  return (
    <>
      <PageHeader
        title={`Bilan de «\u00a0${name}\u00a0»`}
        breadcrumb={[{ label: 'Envois', href: '/envois' }]}
        subtitle={launchedAt && `${campaignStateLabel[state]} · lancé le ${instantInWords(launchedAt)} par ${launchedBy}`}
        actions={
          <>
            <StopOrResume campaign={campaign} />
            <ReportActs campaign={campaign} />
          </>
        }
      />
      <div className={styles.report}>
        <div className={styles.main}>
          <Sentence size="large">{sentenceOf(campaign, report)}</Sentence>
          {isSending && <ProgressBar label="Lettres traitées" done={totals.total - left} total={totals.total} />}
          <Interruption campaign={campaign} />
          <Uncertainty campaign={campaign} />
          <KeyFigures figures={figuresOf(totals, report)} />
          <p className={styles.quiet}>
            Objet&nbsp;: «&nbsp;{subject}&nbsp;». En tout, {counted(totals.total, 'personne choisie', 'personnes choisies')} par
            le segment «&nbsp;{campaign.segmentName}&nbsp;».
          </p>
          {report && <ReportDetails campaign={campaign} report={report} />}
        </div>
        <aside className={styles.aside} aria-label="Et maintenant">
          {totals.skippedBecause.length > 0 && (
            <Card title={`Les ${counted(totals.skipped, 'personne non jointe', 'personnes non jointes')}, par raison`}>
              <BarList
                label="Personnes non jointes, par raison"
                bars={totals.skippedBecause.map(({ reason, count }) => ({ label: skippedLabel[reason], count }))}
              />
            </Card>
          )}
          {report && <Unreached campaign={campaign} unreached={report.unreached} />}
          {report && report.curve.length > 1 && <FirstDays curve={report.curve} />}
        </aside>
      </div>
    </>
  );
}

function sentenceOf({ state, totals }: Campaign, report: CampaignReport | undefined): string {
  const { delivered, total, skipped, refused, gaveUp, uncertain } = totals;
  const reached = `[[${counted(delivered, 'personne', 'personnes')} sur ${figure(total)}]]`;
  const opening =
    state === 'sending' ? `La lettre part\u00a0: elle est remise à ${reached}.` : `La lettre a été remise à ${reached}.`;
  const others = [
    skipped > 0 && `[[${figure(skipped)}]] ${skipped < 2 ? 'n’a' : 'n’ont'} pas reçu d’e-mail, avec la raison`,
    refused + gaveUp > 0 && `[[${figure(refused + gaveUp)}]] ${refused + gaveUp < 2 ? 'adresse est' : 'adresses sont'} en erreur`,
    uncertain > 0 && `[[${figure(uncertain)}]] ${uncertain < 2 ? 'reste incertaine' : 'restent incertaines'}`,
  ].filter(Boolean);
  const left = others.length > 0 ? ` ${others.join(', ')}.` : '';
  return `${opening}${report ? ` ${actsIn(report)}` : ''}${left}`;
}

/** « 84 personnes ont répondu, les liens ont été suivis 227 fois, 4 se sont désinscrites. » */
function actsIn({ acts, questions, links }: CampaignReport): string {
  const { answered, clicks, optedOut } = acts;
  const said = [
    questions.length > 0 && answered === 0 && 'personne n’a encore répondu',
    answered > 0 && `[[${counted(answered, 'personne', 'personnes')}]] ${answered < 2 ? 'a' : 'ont'} répondu`,
    links.length > 0 && clicks === 0 && 'aucun lien n’a encore été suivi',
    clicks > 0 && `les liens ont été suivis [[${figure(clicks)}\u00a0fois]]`,
    optedOut === 0 && 'personne ne s’est désinscrit',
    optedOut > 0 && `[[${figure(optedOut)}]] ${optedOut < 2 ? 's’est désinscrite' : 'se sont désinscrites'}`,
  ].filter((one) => one !== false);
  const sentence = said.join(', ');
  return `${sentence.startsWith('[[') ? sentence : sentence.charAt(0).toUpperCase() + sentence.slice(1)}.`;
}

const shareOf = (count: number, { total }: Totals) => (total > 0 ? `${percent(count / total)} du segment` : '');

function figuresOf(totals: Totals, report: CampaignReport | undefined) {
  const left = totals.waiting + totals.underWay;
  return [
    { label: 'Remises', value: figure(totals.delivered), note: shareOf(totals.delivered, totals) },
    ...(left > 0 ? [{ label: 'Pas encore parties', value: figure(left), note: shareOf(left, totals) }] : []),
    { label: 'Non envoyées', value: figure(totals.skipped), note: 'Avec la raison, ci-contre' },
    { label: 'Adresses en erreur', value: figure(totals.refused + totals.gaveUp), note: 'Refusées par la messagerie' },
    ...(totals.uncertain > 0
      ? [{ label: 'Incertaines', value: figure(totals.uncertain), note: 'La liaison a coupé\u00a0: jamais renvoyées' }]
      : []),
    ...(report && left === 0
      ? [{ label: 'Ont répondu', value: figure(report.acts.answered), note: 'Confirmé sur une page' }]
      : []),
  ].slice(0, 4);
}
