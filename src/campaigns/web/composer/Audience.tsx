import { leftOutLabel } from '../../../consents/labels.ts';
import { Button } from '../../../ui/actions/Button.tsx';
import { Link } from '../../../ui/actions/Link.tsx';
import { usePages } from '../../../ui/ask.ts';
import { BigCount } from '../../../ui/figures/KeyFigures.tsx';
import { Dialog } from '../../../ui/frames/Dialog.tsx';
import { figure } from '../../../ui/words.ts';
import { type CampaignReach, campaignsApi } from '../../contract.ts';
import styles from './Composer.module.css';

/** Who will receive it, who will not, and why: the parts add up to the segment. */
export function Audience({ campaignId, reach, isStale }: { campaignId: string; reach: CampaignReach; isStale: boolean }) {
  const { total, willReceive, leftOut } = reach;
  return (
    <>
      <BigCount value={figure(willReceive)} isStale={isStale}>
        {willReceive < 2 ? 'personne' : 'personnes'} sur {figure(total)}
      </BigCount>
      {leftOut.length > 0 && (
        <>
          <ul className={styles.reasons} aria-label="Personnes qui ne le recevront pas, par raison">
            {leftOut.map(({ reason, count }) => (
              <li key={reason}>
                {leftOutLabel[reason]} <b>{figure(count)}</b>
              </li>
            ))}
          </ul>
          <Dialog
            title="Personnes qui ne le recevront pas"
            trigger={
              <Button look="link" size="small">
                Voir les personnes non joignables
              </Button>
            }
          >
            <LeftOutPeople campaignId={campaignId} />
          </Dialog>
        </>
      )}
    </>
  );
}

function LeftOutPeople({ campaignId }: { campaignId: string }) {
  const people = usePages(campaignsApi.listReaders, { params: { campaignId }, query: { who: 'left_out' } });
  return (
    <>
      <ul className={styles.reasons}>
        {people.items.map(({ contactId, name, leftOut }) => (
          <li key={contactId}>
            <Link href={`/contacts/${contactId}`}>{name}</Link>
            {leftOut && <span>{leftOutLabel[leftOut]}</span>}
          </li>
        ))}
      </ul>
      {people.hasMore && <Button onPress={people.more}>Voir la suite</Button>}
    </>
  );
}
