import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components/Button';
import { Tooltip, TooltipTrigger } from 'react-aria-components/Tooltip';
import { classNames } from '../class-names.ts';
import { Icon, type IconName } from '../Icon.tsx';
import styles from './Button.module.css';
import { type Dress, dressOf } from './Button.tsx';

interface IconButtonProps extends Omit<AriaButtonProps, 'children' | 'className' | 'style' | 'aria-label'>, Omit<Dress, 'icon'> {
  icon: IconName;
  /** Its name, spoken and shown on hover; in a list, with what it acts on: « Retirer Le Bourg ». */
  label: string;
}

/** A button that is only a drawing. Props: icon, label, look, size, onPress. */
export function IconButton({ icon, label, look = 'quiet', size = 'normal', ...rest }: IconButtonProps) {
  return (
    <TooltipTrigger delay={400}>
      <AriaButton {...rest} aria-label={label} className={classNames(dressOf({ look, size }), styles.iconOnly)}>
        <Icon name={icon} />
      </AriaButton>
      <Tooltip className={styles.tooltip ?? ''} offset={6}>
        {label}
      </Tooltip>
    </TooltipTrigger>
  );
}
