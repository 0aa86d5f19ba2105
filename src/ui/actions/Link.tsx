import type { ReactNode } from 'react';
import { Link as AriaLink, type LinkProps as AriaLinkProps } from 'react-aria-components/Link';
import { Icon } from '../Icon.tsx';
import { type Dress, dressOf } from './Button.tsx';
import styles from './Link.module.css';

interface LinkProps extends Omit<AriaLinkProps, 'className' | 'style' | 'children'> {
  href: string;
  children: ReactNode;
}

/** Goes to another screen without reloading the app. Props: href, children. */
export function Link(props: LinkProps) {
  return <AriaLink {...props} className={styles.link ?? ''} />;
}

/** A link whose text is a title or a name: no underline until it is hovered. Props: href, children. */
export function PlainLink(props: LinkProps) {
  return <AriaLink {...props} className={styles.plain ?? ''} />;
}

/** A link that looks like a button, because it opens a task. Props: href, look, size, icon, children. */
export function ButtonLink({ look = 'secondary', size = 'normal', icon, children, ...rest }: LinkProps & Dress) {
  return (
    <AriaLink {...rest} className={dressOf({ look, size })}>
      {icon && <Icon name={icon} />}
      {children}
    </AriaLink>
  );
}
