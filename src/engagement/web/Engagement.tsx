import { monthInWords } from '../../platform/time.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { Link } from '../../ui/actions/Link.tsx';
import { useRead } from '../../ui/ask.ts';
import { Skeleton } from '../../ui/feedback/Skeleton.tsx';
import { Heading } from '../../ui/frames/Card.tsx';
import { Popover } from '../../ui/frames/Popover.tsx';
import { useMay } from '../../ui/permissions.ts';
import { counted } from '../../ui/words.ts';
import { engagementApi, type Engagement as Told } from '../contract.ts';
import { engagementSentence } from '../labels.ts';
import styles from './Engagement.module.css';
import { EngagementLevel } from './EngagementLevel.tsx';
import { RuleInWords } from './RuleInWords.tsx';

/** On a record: the level, twelve months of what they did and received, why, and the rule. */
export function Engagement({ contactId }: { contactId: string }) {
  const { data: told, error } = useRead(engagementApi.show, { params: { contactId } });
  return (
    <section aria-label="Engagement">
      <Heading title="Engagement" aside={told && <TheRule rule={told.rule} />} />
      {error && <p role="alert">{error.message}</p>}
      {!told && !error && <Skeleton lines={3} />}
      {told && (
        <>
          <EngagementLevel level={told.level} />
          <Year months={told.months} />
          <p className={styles.why}>{engagementSentence(told)}</p>
        </>
      )}
    </section>
  );
}

function TheRule({ rule }: Pick<Told, 'rule'>) {
  const mayChange = useMay('townhalls.manage');
  return (
    <Popover
      label="La règle d’engagement"
      trigger={
        <Button look="link" aria-label="La règle d’engagement">
          La règle
        </Button>
      }
    >
      <RuleInWords rule={rule} />
      {mayChange && <Link href="/reglages/engagement">Changer la règle</Link>}
    </Popover>
  );
}

/** Beyond, the strip would be taller than the block; the figures are in the table. */
const TALLEST = 5;

/** Filled: they acted. Hollow: something came to them. */
function Year({ months }: Pick<Told, 'months'>) {
  const [first, last] = [months.at(0), months.at(-1)];
  const acts = months.reduce((sum, one) => sum + one.acts, 0);
  const received = months.reduce((sum, one) => sum + one.received, 0);
  if (!first || !last || acts + received === 0) return null;
  return (
    <>
      <div className={styles.strip} aria-hidden="true">
        {months.map((one) => (
          <i key={one.month}>
            {dots(one).map((isAct, rank) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: dots are all alike
              <b key={rank} {...(isAct ? {} : { 'data-received': '' })} />
            ))}
          </i>
        ))}
      </div>
      <p className={styles.span} aria-hidden="true">
        <span>{monthInWords(first.month)}</span>
        <span>{monthInWords(last.month)}</span>
      </p>
      <details className={styles.months}>
        <summary>
          {`En douze mois\u00a0: ${counted(acts, 'échange', 'échanges')} à son initiative, ${counted(received, 'message reçu', 'messages reçus')}`}
        </summary>
        <table>
          <thead>
            <tr>
              <th scope="col">Mois</th>
              <th scope="col">A agi</th>
              <th scope="col">A reçu</th>
            </tr>
          </thead>
          <tbody>
            {months
              .filter((one) => one.acts + one.received > 0)
              .map((one) => (
                <tr key={one.month}>
                  <th scope="row">{monthInWords(one.month)}</th>
                  <td>{one.acts}</td>
                  <td>{one.received}</td>
                </tr>
              ))}
          </tbody>
        </table>
      </details>
    </>
  );
}

/** Acts first, from the ground up. */
const dots = ({ acts, received }: Told['months'][number]): boolean[] =>
  [...Array<boolean>(acts).fill(true), ...Array<boolean>(received).fill(false)].slice(0, TALLEST);
