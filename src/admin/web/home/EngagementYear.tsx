import { engagementApi, type MonthLevels } from '../../../engagement/contract.ts';
import { monthInWords } from '../../../platform/time.ts';
import { Link } from '../../../ui/actions/Link.tsx';
import { useRead } from '../../../ui/ask.ts';
import { Skeleton } from '../../../ui/feedback/Skeleton.tsx';
import { Curve } from '../../../ui/figures/Curve.tsx';
import { Card } from '../../../ui/frames/Card.tsx';
import { useMay } from '../../../ui/permissions.ts';
import styles from './Home.module.css';
import { yearInWords } from './words.ts';

/** How many acted, were reached or were lost sight of, month by month. */
export function EngagementYear() {
  const mayChange = useMay('townhalls.manage');
  const { data, error } = useRead(engagementApi.listMonths);
  const months = data?.items ?? [];
  return (
    <Card title="Engagement sur 12 mois" aside={mayChange && <Link href="/reglages/engagement">Comprendre</Link>}>
      {error && <p className={styles.calm}>{error.detail}</p>}
      {!data && !error && <Skeleton lines={5} />}
      {data && months.length < 2 && (
        <p className={styles.calm}>Ces chiffres se comptent en ce moment. Revenez un peu plus tard.</p>
      )}
      {months.length >= 2 && (
        <Curve
          head="Mois"
          sentence={yearInWords(months)}
          until={months.length - 1}
          nameOf={(at) => monthInWords(months[at]?.month ?? '')}
          lines={[
            { name: 'Actifs', points: pointsOf(months, ({ veryActive, active }) => veryActive + active) },
            { name: 'Passifs', points: pointsOf(months, ({ passive }) => passive) },
            { name: 'En sommeil', points: pointsOf(months, ({ dormant }) => dormant) },
          ]}
        />
      )}
    </Card>
  );
}

const pointsOf = (months: readonly MonthLevels[], countIn: (month: MonthLevels) => number) =>
  months.map((month, at) => ({ at, value: countIn(month) }));
