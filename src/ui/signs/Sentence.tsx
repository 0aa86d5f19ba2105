import type { ReactNode } from 'react';
import { classNames } from '../class-names.ts';
import styles from './Sentence.module.css';

/** A rule or a result as one French sentence. A part between `[[` and `]]` in a string is underlined as variable. Props: children, size. */
export function Sentence({ children, size = 'normal' }: { children: ReactNode; size?: 'normal' | 'large' }) {
  return (
    <p className={classNames(styles.sentence, size === 'large' && styles.large)}>
      {typeof children === 'string' ? marked(children) : children}
    </p>
  );
}

/** A variable part of a `Sentence` written as JSX. */
export function Part({ children }: { children: ReactNode }) {
  return <mark className={styles.part}>{children}</mark>;
}

/** The highlighter: one stroke per screen at most. */
export function Highlight({ children }: { children: ReactNode }) {
  return <mark className={styles.highlight}>{children}</mark>;
}

/** Each piece of the sentence with the place where it begins, which is its key. */
function marked(sentence: string) {
  let start = 0;
  return sentence.split(/\[\[(.*?)\]\]/).map((text, rank) => {
    start += text.length + 1;
    return rank % 2 === 1 ? <Part key={start}>{text}</Part> : text;
  });
}
