import type { Ref } from 'react';
import {
  type TextFieldProps as AriaProps,
  TextArea as AriaTextArea,
  TextField as AriaTextField,
  Input,
} from 'react-aria-components/TextField';
import { classNames } from '../class-names.ts';
import { Icon, type IconName } from '../Icon.tsx';
import { FieldFault, FieldHead, type FieldProps, useAriaProps } from './FieldParts.tsx';
import styles from './field.module.css';

type Typing = Pick<
  AriaProps,
  | 'type'
  | 'value'
  | 'defaultValue'
  | 'onChange'
  | 'onBlur'
  | 'onKeyDown'
  | 'autoComplete'
  | 'autoFocus'
  | 'inputMode'
  | 'maxLength'
  | 'isDisabled'
  | 'isReadOnly'
>;

interface TextFieldProps extends FieldProps, Typing {
  icon?: IconName;
  placeholder?: string;
  ref?: Ref<HTMLInputElement>;
}

const typingOf = ({ label, name, help, error, isRequired, isOptional, hidesLabel, ...typing }: FieldProps & Typing) => typing;

/** One line of text. Props: label, name, type, help, error, isRequired, isOptional, value/defaultValue/onChange, autoComplete, icon, placeholder. */
export function TextField({ icon, placeholder, ref, ...props }: TextFieldProps) {
  return (
    <AriaTextField {...typingOf(props)} {...useAriaProps(props)}>
      <FieldHead {...props} />
      <div className={styles.box}>
        {icon && <Icon name={icon} />}
        <Input className={styles.input ?? ''} {...(placeholder ? { placeholder } : {})} {...(ref ? { ref } : {})} />
      </div>
      <FieldFault {...props} />
    </AriaTextField>
  );
}

interface TextAreaProps extends FieldProps, Omit<Typing, 'type'> {
  rows?: number;
  placeholder?: string;
  ref?: Ref<HTMLTextAreaElement>;
}

/** Several lines of text. Props: as `TextField`, and rows. */
export function TextArea({ rows = 4, placeholder, ref, ...props }: TextAreaProps) {
  return (
    <AriaTextField {...typingOf(props)} {...useAriaProps(props)}>
      <FieldHead {...props} />
      <div className={styles.box}>
        <AriaTextArea
          className={classNames(styles.input, styles.area)}
          rows={rows}
          {...(placeholder ? { placeholder } : {})}
          {...(ref ? { ref } : {})}
        />
      </div>
      <FieldFault {...props} />
    </AriaTextField>
  );
}

/** A day, typed or picked in the browser's own calendar; its value is `YYYY-MM-DD`, or ''. Props: as `TextField`, and min, max. */
export function DayField({
  min,
  max,
  ref,
  ...props
}: FieldProps & Typing & { min?: string; max?: string; ref?: Ref<HTMLInputElement> }) {
  return (
    <AriaTextField {...typingOf(props)} {...useAriaProps(props)} type="date">
      <FieldHead {...props} />
      <div className={styles.box}>
        <Input className={styles.input ?? ''} {...(min ? { min } : {})} {...(max ? { max } : {})} {...(ref ? { ref } : {})} />
      </div>
      <FieldFault {...props} />
    </AriaTextField>
  );
}
