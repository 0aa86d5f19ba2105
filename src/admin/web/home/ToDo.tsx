import { ButtonLink } from '../../../ui/actions/Link.tsx';
import { Skeleton } from '../../../ui/feedback/Skeleton.tsx';
import { Card } from '../../../ui/frames/Card.tsx';
import { Icon } from '../../../ui/Icon.tsx';
import styles from './Home.module.css';
import type { Waiting } from './useWaiting.ts';

/** What an agent began or should know of, by legal weight then date. */
export function ToDo({ waiting }: { waiting: readonly Waiting[] | undefined }) {
  return (
    <Card title="À faire">
      {!waiting && <Skeleton lines={4} />}
      {waiting?.length === 0 && <p className={styles.calm}>Rien ne vous attend. Ce que vous commencez se retrouve ici.</p>}
      <ul className={styles.waiting}>
        {waiting?.map(({ id, icon, title, note, act, href, weight }) => (
          <li key={id}>
            <span className={weight === 'law' ? styles.law : styles.sign}>
              <Icon name={icon} />
            </span>
            <div>
              <strong>{title}</strong>
              <p>{note}</p>
            </div>
            <ButtonLink href={href} size="small" aria-label={`${act}\u00a0: ${title}`}>
              {act}
            </ButtonLink>
          </li>
        ))}
      </ul>
    </Card>
  );
}
