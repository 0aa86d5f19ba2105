import type { Channel } from '../../../consents/contract.ts';
import { channelLabel } from '../../../consents/labels.ts';
import { Button } from '../../../ui/actions/Button.tsx';
import { useWrite } from '../../../ui/ask.ts';
import { BarList } from '../../../ui/figures/BarList.tsx';
import { Heading } from '../../../ui/frames/Card.tsx';
import { Icon, type IconName } from '../../../ui/Icon.tsx';
import { useMay } from '../../../ui/permissions.ts';
import { counted, figure } from '../../../ui/words.ts';
import { type Campaign, campaignsApi } from '../../contract.ts';
import { type CampaignReport, reportApi } from '../../report/contract.ts';
import styles from './Report.module.css';

const icon: Record<Channel, IconName> = { email: 'mail', sms: 'message', letter: 'mailbox', call: 'phone' };

/** By what means it went, which links were followed, what was answered. */
export function ReportDetails({ campaign, report }: { campaign: Campaign; report: CampaignReport }) {
  return (
    <>
      <section className={styles.section} aria-label="Par moyen de contact">
        <Heading title="Par moyen de contact" />
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls sideways is reached from the keyboard (RGAA 10.11). */}
        <section className={styles.scroll} aria-label="Tableau par moyen de contact" tabIndex={0}>
          <table className={styles.channels}>
            <thead>
              <tr>
                <th scope="col">Moyen</th>
                <th scope="col" className={styles.count}>
                  Choisis
                </th>
                <th scope="col" className={styles.count}>
                  Envoyés
                </th>
                <th scope="col" className={styles.count}>
                  Remis
                </th>
                <th scope="col" className={styles.count}>
                  En erreur
                </th>
                <th scope="col" className={styles.count}>
                  Non envoyés
                </th>
              </tr>
            </thead>
            <tbody>
              {report.channels.map(({ channel, total, sent, delivered, inError, leftOut }) => (
                <tr key={channel}>
                  <th scope="row">
                    <span>
                      <Icon name={icon[channel]} />
                      {channelLabel[channel]}
                    </span>
                  </th>
                  {[total, sent, delivered, inError, leftOut].map((count, rank) => (
                    // biome-ignore lint/suspicious/noArrayIndexKey: a cell is its column.
                    <td key={rank} className={styles.count}>
                      {figure(count)}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      </section>
      {report.links.length > 0 && <Links links={report.links} />}
      {report.questions.map((question) => (
        <Question key={question.questionId} campaign={campaign} {...question} />
      ))}
    </>
  );
}

function Links({ links }: Pick<CampaignReport, 'links'>) {
  return (
    <section className={styles.section} aria-label="Liens suivis">
      <Heading title="Ce qui a intéressé" />
      <ul className={styles.links}>
        {links.map(({ label, url, count }) => (
          <li key={url}>
            <span>{label}</span>
            <b>{counted(count, 'clic', 'clics')}</b>
            <a href={url} target="_blank" rel="noreferrer">
              {url}
            </a>
          </li>
        ))}
      </ul>
      <p className={styles.quiet}>
        Clics comptés en tout, jamais par personne&nbsp;: Parvis ne sait pas qui a suivi un lien. Les robots des messageries sont
        écartés. Les ouvertures ne sont pas mesurées.
      </p>
    </section>
  );
}

type QuestionProps = CampaignReport['questions'][number] & { campaign: Campaign };

function Question({ campaign, questionId, question, total, isClosed, answers }: QuestionProps) {
  const closing = useWrite(campaignsApi.closeQuestion, [reportApi.show]);
  const maySend = useMay('campaigns.send');
  const close = () => closing.mutate({ params: { campaignId: campaign.id, questionId } });
  return (
    <section className={styles.section} aria-label={`Réponses à «\u00a0${question}\u00a0»`}>
      <Heading
        title={question}
        aside={
          isClosed
            ? 'Close'
            : maySend && (
                <Button size="small" busy={closing.isPending} onPress={close}>
                  Clore la question
                </Button>
              )
        }
      />
      <p className={styles.quiet}>{counted(total, 'personne a répondu', 'personnes ont répondu')}.</p>
      <BarList
        label={`Réponses à «\u00a0${question}\u00a0»`}
        bars={answers.map(({ label, count }) => ({
          label,
          count: count ?? 0,
          ...(count === null ? { words: 'moins de 10' } : {}),
        }))}
      />
    </section>
  );
}
