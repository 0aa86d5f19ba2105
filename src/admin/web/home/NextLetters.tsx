import { campaignsApi } from '../../../campaigns/contract.ts';
import { campaignStateLabel } from '../../../campaigns/labels.ts';
import { dayAndShortMonth, hourInWords } from '../../../platform/time.ts';
import { Link, PlainLink } from '../../../ui/actions/Link.tsx';
import { useRead } from '../../../ui/ask.ts';
import { Skeleton } from '../../../ui/feedback/Skeleton.tsx';
import { Card } from '../../../ui/frames/Card.tsx';
import { Badge } from '../../../ui/signs/Badge.tsx';
import styles from './Home.module.css';

/** What leaves by itself in the days to come, the next first. */
export function NextLetters() {
  const { data, error } = useRead(campaignsApi.list, { query: { only: 'scheduled', limit: 4 } });
  return (
    <Card title="Prochains envois" aside={<Link href="/envois">Tous les envois</Link>}>
      {error && <p className={styles.calm}>{error.detail}</p>}
      {!data && !error && <Skeleton lines={4} />}
      {data?.items.length === 0 && (
        <p className={styles.calm}>Aucun envoi n’est programmé. Une lettre prête peut partir à l’heure que vous choisissez.</p>
      )}
      <ul className={styles.next}>
        {data?.items.map(({ id, name, leavesAt, heldUntil, segmentName, state }) => {
          const at = heldUntil ?? leavesAt ?? '';
          const [day, month] = dayAndShortMonth(at);
          return (
            <li key={id}>
              <p className={styles.day}>
                <b>{day}</b> {month}
              </p>
              <div>
                <PlainLink href={`/envois/${id}`}>{name}</PlainLink>
                <p>{[`à ${hourInWords(at)}`, segmentName].filter(Boolean).join(' · ')}</p>
              </div>
              <Badge tone="info">{campaignStateLabel[state]}</Badge>
            </li>
          );
        })}
      </ul>
    </Card>
  );
}
