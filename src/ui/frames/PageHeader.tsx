import type { ReactNode } from 'react';
import { Link } from '../actions/Link.tsx';
import styles from './PageHeader.module.css';

interface PageHeaderProps {
  title: string;
  /** Where we come from: `{ label, href }`, or a bare word. */
  breadcrumb?: readonly { label: string; href?: string }[];
  subtitle?: ReactNode;
  /** A person's `Avatar`, before the title. */
  sign?: ReactNode;
  /** `Chip`s under the title. */
  under?: ReactNode;
  /** Buttons, the primary one last. */
  actions?: ReactNode;
}

/** The top of a screen, with its one `h1`. Props: title, breadcrumb, subtitle, sign, under, actions. */
export function PageHeader({ title, breadcrumb = [], subtitle, sign, under, actions }: PageHeaderProps) {
  return (
    <header className={styles.header}>
      {breadcrumb.length > 0 && (
        <nav aria-label="Fil d’Ariane" className={styles.breadcrumb}>
          <ol>
            {breadcrumb.map(({ label, href }) => (
              <li key={label}>{href ? <Link href={href}>{label}</Link> : label}</li>
            ))}
          </ol>
        </nav>
      )}
      <div className={styles.main}>
        {sign}
        <div className={styles.title}>
          <h1>{title}</h1>
          {subtitle && <p>{subtitle}</p>}
          {under && <div className={styles.under}>{under}</div>}
        </div>
        {actions && <div className={styles.actions}>{actions}</div>}
      </div>
    </header>
  );
}
