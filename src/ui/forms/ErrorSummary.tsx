import { type RefObject, useEffect, useRef } from 'react';
import { Icon } from '../Icon.tsx';
import styles from './Form.module.css';
import type { Refusal } from './refusal.ts';

interface ErrorSummaryProps {
  refusal: Refusal;
  form: RefObject<HTMLFormElement | null>;
}

/** Takes the focus when a form is refused; each line goes to its field. Shown by `Form`. Props: refusal, form. */
export function ErrorSummary({ refusal, form }: ErrorSummaryProps) {
  const summary = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each new refusal takes the focus again
  useEffect(() => summary.current?.focus(), [refusal]);

  return (
    <div ref={summary} tabIndex={-1} role="alert" className={styles.summary}>
      <Icon name="alert-circle" />
      <div>
        <strong>{refusal.message}</strong>
        {refusal.errors && refusal.errors.length > 0 && (
          <ul>
            {refusal.errors.map(({ field, message }) => (
              <li key={`${field} ${message}`}>
                <a
                  href={`#${field}`}
                  onClick={(click) => {
                    click.preventDefault();
                    fieldNamed(form.current, field)?.focus();
                  }}
                >
                  {message}
                </a>
              </li>
            ))}
          </ul>
        )}
      </div>
    </div>
  );
}

/** What bears the name may be hidden behind the part one sees (a menu of choices, a list found by typing): the focus goes to that part. */
function fieldNamed(form: HTMLFormElement | null, name: string): HTMLElement | null {
  const named = form?.elements.namedItem(name);
  const bearer = (named instanceof RadioNodeList ? named.item(0) : named) as HTMLElement | null | undefined;
  const curtain = bearer?.matches('[type=hidden]') ? bearer : bearer?.closest('[aria-hidden=true]');
  return curtain?.parentElement?.querySelector<HTMLElement>('button, input:not([type=hidden])') ?? bearer ?? null;
}
