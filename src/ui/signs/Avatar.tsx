import { classNames } from '../class-names.ts';
import styles from './Avatar.module.css';
import { hueOf, initialsOf } from './initials.ts';

interface AvatarProps {
  name: string;
  /** A circle, an arch, a roof: understood without colour. */
  shape?: 'person' | 'structure' | 'household';
  size?: 'x-small' | 'small' | 'medium' | 'large';
}

/** Initials in the shape of the being; hidden from assistive technology, as the name stands beside it. Props: name, shape, size. */
export function Avatar({ name, shape = 'person', size = 'small' }: AvatarProps) {
  return (
    <span
      aria-hidden="true"
      className={classNames(styles.avatar, styles[shape], styles[size])}
      style={{ background: `var(--avatar-${hueOf(name)})` }}
    >
      {initialsOf(name)}
    </span>
  );
}
