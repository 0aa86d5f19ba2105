import { createHash } from 'node:crypto';
import { renderToStaticMarkup } from 'react-dom/server';
import { FaultSummary, type Faults, Group, TextInput, Tick } from '../../site/forms.tsx';
import type { Purpose } from '../contract.ts';
import { byChannelLabel } from '../labels.ts';
import { NoticeText } from '../notice.tsx';
import { boxName, formChannels, type SubscriptionForm, type Typed } from './form.ts';

/** Where the form is sent, after the place's root. */
export const subscriptionPath = '/abonnement';

/** The form as anyone sees it first, to the byte: what a proof will name (decision 0011). */
export const pageShown = (form: SubscriptionForm, root: string): string =>
  markupOf(form, { root, typed: {}, faults: {}, page: '' });

interface FormState {
  root: string;
  typed: Typed;
  faults: Faults;
  /** The hash of the page shown, which comes back with the answer. */
  page: string;
}

const markupOf = (form: SubscriptionForm, state: FormState): string => renderToStaticMarkup(<Fields form={form} {...state} />);

/** The same form, with what was typed and what is to correct. */
export function SubscriptionFields({ form, ...state }: { form: SubscriptionForm } & Omit<FormState, 'page'>) {
  const page = createHash('sha256').update(pageShown(form, state.root)).digest('hex');
  return <Fields form={form} {...state} page={page} />;
}

function Fields({ form, root, typed, faults, page }: { form: SubscriptionForm } & FormState) {
  const textOf = (name: string) => String(typed[name] ?? '');
  return (
    <form method="post" action={root + subscriptionPath} className="subscription">
      <FaultSummary faults={faults} />
      <input type="hidden" name="page" value={page} />
      <Group name="choices" legend="Ce que je souhaite recevoir" fault={faults['choices']}>
        <div className="topics">
          {form.purposes.map((purpose) => (
            <Topic key={purpose.id} purpose={purpose} typed={typed} />
          ))}
        </div>
      </Group>
      <TextInput
        name="email"
        label="Votre adresse e-mail"
        type="email"
        autoComplete="email"
        value={textOf('email')}
        fault={faults['email']}
      />
      <div className="field-pair">
        <TextInput name="firstName" label="Prénom" autoComplete="given-name" value={textOf('firstName')} isOptional />
        <TextInput name="lastName" label="Nom" autoComplete="family-name" value={textOf('lastName')} isOptional />
      </div>
      {form.asksAge ? (
        <Age typed={typed} faults={faults} />
      ) : (
        <p className="hint">Ces messages s’adressent aux personnes de 15 ans et plus.</p>
      )}
      <p className="trap" aria-hidden="true">
        <label htmlFor="website">Ne remplissez pas ce champ</label>
        <input id="website" name="website" tabIndex={-1} autoComplete="off" />
      </p>
      <NoticeText notice={form.notice} />
      <button type="submit" className="button">
        M’abonner
      </button>
      <p className="hint">Un message vous demandera de confirmer&nbsp;: rien n’est enregistré avant.</p>
    </form>
  );
}

/** One box for each purpose and each channel; none is ticked in advance (trust P-06). */
function Topic({ purpose, typed }: { purpose: Purpose; typed: Typed }) {
  const ticked = [typed['choices'] ?? []].flat();
  return (
    <div className="topic">
      {formChannels.map((channel) => (
        <Tick
          key={channel}
          name="choices"
          value={boxName(purpose, channel)}
          isTicked={ticked.includes(boxName(purpose, channel))}
        >
          <b>{purpose.name}</b> <span>{byChannelLabel[channel]}</span>
          {purpose.description && <small>{purpose.description}</small>}
        </Tick>
      ))}
    </div>
  );
}

const Age = ({ typed, faults }: { typed: Typed; faults: Faults }) => (
  <>
    <Group name="age" legend="Votre âge" help="Avant 15 ans, la loi demande aussi l’accord d’un parent." fault={faults['age']}>
      <Tick type="radio" name="age" value="over_15" isTicked={typed['age'] === 'over_15'}>
        J’ai 15 ans ou plus
      </Tick>
      <Tick type="radio" name="age" value="under_15" isTicked={typed['age'] === 'under_15'}>
        J’ai moins de 15 ans
      </Tick>
    </Group>
    <TextInput
      name="guardianEmail"
      label="Si vous avez moins de 15 ans, l’adresse e-mail d’un parent"
      type="email"
      value={String(typed['guardianEmail'] ?? '')}
      fault={faults['guardianEmail']}
      isOptional
    />
  </>
);
