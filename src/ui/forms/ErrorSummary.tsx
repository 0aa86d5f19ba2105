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

function fieldNamed(form: HTMLFormElement | null, name: string): HTMLElement | null {
  const found = form?.elements.namedItem(name);
  return found instanceof RadioNodeList
    ? (found.item(0) as HTMLElement | null)
    : ((found as HTMLElement | null | undefined) ?? null);
}
