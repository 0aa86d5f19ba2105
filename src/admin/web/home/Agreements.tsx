import { consentsApi, type Purpose } from '../../../consents/contract.ts';
import { leftOutLabel } from '../../../consents/labels.ts';
import { addressOfList } from '../../../directory/web/address.ts';
import { type ReachCount, segmentsApi } from '../../../segments/contract.ts';
import { Link } from '../../../ui/actions/Link.tsx';
import { useRead } from '../../../ui/ask.ts';
import { Skeleton } from '../../../ui/feedback/Skeleton.tsx';
import { Card } from '../../../ui/frames/Card.tsx';
import { useMay } from '../../../ui/permissions.ts';
import { Sentence } from '../../../ui/signs/Sentence.tsx';
import { counted, figure } from '../../../ui/words.ts';
import styles from './Home.module.css';
import { adults, mainPurposeOf, reachRule, remedy } from './reachable.ts';

/** How many may be written to for what the town hall writes about most, and what would let it reach the others. */
export function Agreements() {
  const purposes = useRead(consentsApi.listPurposes, { query: { include: 'active' } });
  const mayWrite = useMay('consents.write');
  const purpose = mainPurposeOf(purposes.data ?? []);
  const counting = useRead(
    segmentsApi.countReach,
    purpose ? { body: { rule: adults, purposeId: purpose.id, channel: 'email' } } : null,
  );
  if (purposes.data && !purpose) return null;
  const refusal = purposes.error ?? counting.error;
  return (
    <Card
      title={'Combien de personnes peut-on joindre\u00a0?'}
      aside={mayWrite && <Link href="/contacts/accords">Collecter des accords</Link>}
    >
      {refusal && <p className={styles.calm}>{refusal.detail}</p>}
      {!refusal && !counting.data && <Skeleton lines={5} />}
      {purpose && counting.data && <Reached purpose={purpose} count={counting.data} />}
    </Card>
  );
}

function Reached({ purpose, count }: { purpose: Purpose; count: ReachCount }) {
  const { total, open, closed } = count;
  return (
    <>
      <Sentence>
        {`«\u00a0${purpose.name}\u00a0» par e-mail\u00a0: [[${counted(open, 'personne', 'personnes')}]] sur ${figure(total)} de 15 ans et plus ${open < 2 ? 'peut être jointe' : 'peuvent être jointes'}.`}
      </Sentence>
      <ul className={styles.barriers} aria-label="Pourquoi les autres ne peuvent pas l’être">
        {closed.map(({ because, count: kept }) => (
          <li key={because}>
            <Link
              href={addressOfList(reachRule(purpose.id, because))}
              aria-label={`Voir\u00a0: ${counted(kept, 'personne', 'personnes')}, ${leftOutLabel[because].toLowerCase()}`}
            >
              {figure(kept)}
            </Link>
            <div>
              <strong>{leftOutLabel[because]}</strong>
              <p>{remedy[because]}</p>
            </div>
          </li>
        ))}
      </ul>
    </>
  );
}
