import { addressOf } from '../../platform/client.ts';
import { instantInWords, now, secondsAfter } from '../../platform/time.ts';
import { MailFrame } from '../../post/web/MailFrame.tsx';
import { Button } from '../../ui/actions/Button.tsx';
import { useRead, useWrite } from '../../ui/ask.ts';
import { Callout } from '../../ui/feedback/Callout.tsx';
import { announce } from '../../ui/feedback/toasts.ts';
import { Card } from '../../ui/frames/Card.tsx';
import { PageHeader } from '../../ui/frames/PageHeader.tsx';
import { useMay } from '../../ui/permissions.ts';
import { Facts } from '../../ui/signs/Facts.tsx';
import { Sentence } from '../../ui/signs/Sentence.tsx';
import { counted } from '../../ui/words.ts';
import { type Campaign, campaignsApi } from '../contract.ts';
import { Launch } from './composer/Launch.tsx';
import { Schedule } from './composer/Schedule.tsx';
import { useSeenBy } from './composer/useSeenBy.ts';
import styles from './report/Report.module.css';

/** A letter that has its hour: when, to whom, in what words; and what may still be changed. */
export function ScheduledCampaign({ campaign }: { campaign: Campaign }) {
  const { id, name, subject, leavesAt, scheduledBy, segmentName, purposeName, version } = campaign;
  const maySend = useMay('campaigns.send');
  const { data: reach } = useRead(campaignsApi.reach, { params: { campaignId: id } });
  const { person } = useSeenBy(campaign);
  const hour = leavesAt ? instantInWords(leavesAt) : '';
  const readers = reach && counted(reach.willReceive, 'personne', 'personnes');
  return (
    <>
      <PageHeader
        title={name}
        breadcrumb={[{ label: 'Envois', href: '/envois' }]}
        subtitle={`Programmé par ${scheduledBy}`}
        actions={
          maySend && (
            <>
              <Cancel campaignId={id} />
              <Schedule saved={campaign} />
              <Launch saved={campaign} reach={reach} isDisabled={false} />
            </>
          )
        }
      />
      <div className={styles.report}>
        <div className={styles.main}>
          <Sentence size="large">{`La lettre partira le [[${hour}]]${readers ? `, aujourd’hui à [[${readers}]]` : ''}.`}</Sentence>
          <Delay campaign={campaign} />
          {person && (
            <MailFrame
              title={`La lettre, vue par ${person.name}`}
              address={addressOf(campaignsApi.showPreview, {
                params: { campaignId: id, contactId: person.contactId },
                query: { version: String(version) },
              })}
            />
          )}
        </div>
        <aside className={styles.aside} aria-label="Ce qui est prévu">
          <Card title="Ce qui est prévu">
            <Facts
              facts={[
                { label: 'Objet', value: subject },
                { label: 'Segment', value: segmentName },
                { label: 'Pourquoi', value: purposeName },
                ...(person ? [{ label: 'Lettre vue par', value: person.name }] : []),
              ]}
            />
            <p className={styles.quiet}>
              Les destinataires seront choisis à cette heure, et tout sera vérifié à nouveau. Pour changer la lettre, annulez
              d’abord la programmation.
            </p>
          </Card>
        </aside>
      </div>
    </>
  );
}

/** What a worker takes, at most, when nothing is wrong. */
const PATIENCE = 600;

function Delay({ campaign: { leavesAt, heldUntil } }: { campaign: Campaign }) {
  if (heldUntil && heldUntil > now())
    return (
      <Callout tone="warning" title="Un scrutin retient cet envoi">
        La veille et le jour d’un vote, seul ce qui est urgent part. Celui-ci partira ensuite, le {instantInWords(heldUntil)},
        sans rien faire de plus.
      </Callout>
    );
  const due = heldUntil ?? leavesAt;
  if (!due || secondsAfter(due, PATIENCE) > now()) return null;
  return (
    <Callout tone="danger" title="L’heure est passée, et rien n’est parti">
      Le programme qui envoie ne répond pas. Il reprendra de lui-même&nbsp;; si cela dure, prévenez la personne qui s’occupe de
      Parvis.
    </Callout>
  );
}

function Cancel({ campaignId }: { campaignId: string }) {
  const cancelling = useWrite(campaignsApi.cancelSchedule, [campaignsApi.show, campaignsApi.list]);
  return (
    <Button
      icon="x"
      busy={cancelling.isPending}
      onPress={() =>
        cancelling.mutate(
          { params: { campaignId } },
          {
            onSuccess: () => announce('La programmation est annulée. La lettre est à nouveau un brouillon.'),
            onError: ({ message }) => announce(message),
          },
        )
      }
    >
      Annuler la programmation
    </Button>
  );
}
