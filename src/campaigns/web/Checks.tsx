import { Icon } from '../../ui/Icon.tsx';
import { counted } from '../../ui/words.ts';
import type { Campaign, CampaignReach } from '../contract.ts';
import styles from './Composer.module.css';

interface Check {
  title: string;
  note: string;
  isPassed: boolean;
}

/** What must be so before a letter leaves, each with its reason. */
export function Checks({ saved, reach }: { saved: Campaign; reach: CampaignReach | undefined }) {
  const checks = checksOf(saved, reach);
  return (
    <ul className={styles.checks}>
      {checks.map(({ title, note, isPassed }) => (
        <li key={title} className={isPassed ? styles.passed : styles.blocked}>
          <Icon name={isPassed ? 'circle-check' : 'alert-circle'} />
          <div>
            <strong>
              {title}
              <span className={styles.spoken}>{isPassed ? '\u00a0: fait' : '\u00a0: à corriger'}</span>
            </strong>
            <span>{note}</span>
          </div>
        </li>
      ))}
    </ul>
  );
}

function checksOf(saved: Campaign, reach: CampaignReach | undefined): Check[] {
  const check = (field: Campaign['obstacles'][number]['field'], title: string, passed: string): Check => {
    const obstacle = saved.obstacles.find((one) => one.field === field);
    return { title, note: obstacle?.message ?? passed, isPassed: !obstacle };
  };
  const leftOut = reach ? reach.total - reach.willReceive : 0;
  return [
    check('segmentId', 'Destinataires', saved.segmentName ?? ''),
    check('purposeId', 'Finalité', saved.purposeName ?? ''),
    check('subject', 'Objet', 'Lisible, et complet pour chacun'),
    check('body', 'Texte', 'Chaque variable a ses mots de remplacement'),
    ...(reach
      ? [
          {
            title: 'Accords respectés',
            note:
              reach.willReceive === 0
                ? 'Personne ne peut recevoir cette lettre.'
                : `${counted(leftOut, 'personne écartée', 'personnes écartées')}, avec la raison`,
            isPassed: reach.willReceive > 0,
          },
        ]
      : []),
    { title: 'Désinscription présente', note: 'Un lien au pied de chaque lettre', isPassed: true },
  ];
}
