import type { ReactNode } from 'react';

/** What to correct, by the name of the field. */
export type Faults = Readonly<Record<string, string>>;

/** On top of a form that came back: what to correct, each leading to its field. */
export function FaultSummary({ faults }: { faults: Faults }) {
  const all = Object.entries(faults);
  if (all.length === 0) return null;
  return (
    <div className="fault-summary" role="alert">
      <h2>{all.length > 1 ? `${all.length} points sont à corriger` : 'Un point est à corriger'}</h2>
      <ul>
        {all.map(([name, message]) => (
          <li key={name}>
            <a href={`#${name}`}>{message}</a>
          </li>
        ))}
      </ul>
    </div>
  );
}

const FaultLine = ({ name, fault }: { name: string; fault: string | undefined }) =>
  fault ? (
    <p className="fault" id={`${name}-fault`}>
      {fault}
    </p>
  ) : null;

interface TextInputProps {
  name: string;
  label: string;
  help?: string;
  value?: string;
  fault?: string | undefined;
  type?: 'text' | 'email';
  autoComplete?: string;
  inputMode?: 'numeric';
  isOptional?: boolean;
}

/** One line of text, its label above it, what is wrong with it below. */
export function TextInput({ name, label, help, value = '', fault, type = 'text', isOptional = false, ...rest }: TextInputProps) {
  return (
    <div className="field">
      <label className="field-label" htmlFor={name}>
        {label}
        <span className="hint">{isOptional ? ' (facultatif)' : ' (obligatoire)'}</span>
      </label>
      {help && (
        <p className="hint" id={`${name}-help`}>
          {help}
        </p>
      )}
      <input
        className="input"
        id={name}
        name={name}
        type={type}
        defaultValue={value}
        {...rest}
        {...describedBy(name, { help, fault })}
        {...(isOptional ? {} : { 'aria-required': true })}
      />
      <FaultLine name={name} fault={fault} />
    </div>
  );
}

/** Several lines. */
export function TextBlock({ name, label, help, value = '', fault }: Omit<TextInputProps, 'type'>) {
  return (
    <div className="field">
      <label className="field-label" htmlFor={name}>
        {label}
      </label>
      {help && (
        <p className="hint" id={`${name}-help`}>
          {help}
        </p>
      )}
      <textarea className="input" id={name} name={name} rows={5} defaultValue={value} {...describedBy(name, { help, fault })} />
      <FaultLine name={name} fault={fault} />
    </div>
  );
}

const describedBy = (name: string, { help, fault }: { help: string | undefined; fault: string | undefined }) => {
  const ids = [help && `${name}-help`, fault && `${name}-fault`].filter(Boolean).join(' ');
  return { ...(ids ? { 'aria-describedby': ids } : {}), ...(fault ? { 'aria-invalid': true } : {}) };
};

interface TickProps {
  type?: 'checkbox' | 'radio';
  name: string;
  value: string;
  /** Never given for an agreement nobody has given yet. */
  isTicked?: boolean;
  id?: string;
  children: ReactNode;
}

/** A real box, or a real disc, and its words. */
export const Tick = ({ type = 'checkbox', name, value, isTicked = false, id, children }: TickProps) => (
  <label className="tick">
    <input className="choice" type={type} name={name} value={value} defaultChecked={isTicked} {...(id ? { id } : {})} />
    <span>{children}</span>
  </label>
);

interface GroupProps {
  name: string;
  legend: ReactNode;
  help?: string;
  fault?: string | undefined;
  children: ReactNode;
}

/** Boxes that answer one question. */
export const Group = ({ name, legend, help, fault, children }: GroupProps) => (
  <fieldset className="group" id={name} {...describedBy(name, { help, fault })} tabIndex={-1}>
    <legend>{legend}</legend>
    {help && (
      <p className="hint" id={`${name}-help`}>
        {help}
      </p>
    )}
    {children}
    <FaultLine name={name} fault={fault} />
  </fieldset>
);
