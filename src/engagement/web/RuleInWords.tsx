import { engagementLevel, type Thresholds } from '../contract.ts';
import { engagementLabel, NEVER_COUNTED, rulePhrases } from '../labels.ts';
import styles from './Engagement.module.css';

/** The rule, a level after another, and what it never looks at. */
export function RuleInWords({ rule }: { rule: Thresholds }) {
  const phrases = rulePhrases(rule);
  return (
    <div className={styles.rule}>
      <dl>
        {engagementLevel.options.map((level) => (
          <div key={level}>
            <dt>{engagementLabel[level]}</dt>
            <dd>{phrases[level]}</dd>
          </div>
        ))}
      </dl>
      <p>{NEVER_COUNTED}</p>
    </div>
  );
}
