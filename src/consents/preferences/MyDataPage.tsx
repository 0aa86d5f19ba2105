import type { ReactNode } from 'react';
import type { Contact } from '../../contacts/contract.ts';
import { fullName, phoneInWords } from '../../contacts/labels.ts';
import { dayInWords } from '../../platform/time.ts';
import { FaultSummary, type Faults, TextBlock, TextInput } from '../../site/forms.tsx';
import type { ConsentProof } from '../contract.ts';
import { answerLabel, byChannelLabel, consentMethodLabel } from '../labels.ts';
import type { Access } from './access.ts';
import type { MyData } from './my-data.ts';
import { PreferencesForm } from './PreferencesForm.tsx';

interface MyDataPageProps {
  access: Access;
  root: string;
  data: MyData;
  said?: string;
  faults?: Faults;
}

/** Screen l: what I receive, what is known of me and why, and how to change it. */
export function MyDataPage({ access, root, data, said, faults = {} }: MyDataPageProps) {
  const action = `${root}/mes-abonnements/donnees`;
  const proof = <input type="hidden" name="pass" value={access.pass} />;
  return (
    <>
      <h1>Mes abonnements</h1>
      <p className="intro">Choisissez ce que vous recevez, voyez ce que la mairie sait de vous, et faites-le corriger.</p>
      {said && (
        <p className="said" role="status">
          {said}
        </p>
      )}
      <FaultSummary faults={faults} />
      <div className="two-columns">
        <section className="panel" aria-labelledby="received">
          <h2 id="received">Ce que je reçois</h2>
          <PreferencesForm preferences={data.preferences} action={action} proof={proof} />
        </section>
        <section className="panel" aria-labelledby="known">
          <h2 id="known">Ce que la mairie sait de moi</h2>
          {data.contact ? <Known {...data} contact={data.contact} {...{ action, proof, faults }} /> : <Shared {...data} />}
        </section>
      </div>
    </>
  );
}

const Shared = ({ contactIds }: MyData) =>
  contactIds.length === 0 ? (
    <p className="intro">Aucune fiche n’est en service à cette adresse.</p>
  ) : (
    <p className="intro">
      Plusieurs personnes partagent cette adresse. Pour protéger chacune, leurs fiches ne sont pas montrées ici&nbsp;:
      adressez-vous à la mairie. Vos choix valent pour toutes, à cette adresse.
    </p>
  );

interface KnownProps extends MyData {
  contact: Contact;
  action: string;
  proof: ReactNode;
  faults: Faults;
}

function Known({ contact, exchanges = 0, proofs = [], action, proof, faults }: KnownProps) {
  return (
    <>
      <ul className="data-list">
        {factsOf(contact, exchanges).map(({ name, value, why }) => (
          <li key={name}>
            <b>{name}</b>
            <span>{value}</span>
            <span className="hint">{why}</span>
          </li>
        ))}
      </ul>
      <Answers proofs={proofs} />
      <details className="request">
        <summary>Changer d’adresse e-mail</summary>
        <form method="post" action={action}>
          {proof}
          <TextInput name="email" label="Nouvelle adresse e-mail" type="email" autoComplete="email" fault={faults['email']} />
          <button type="submit" className="button outline" name="act" value="move">
            Changer d’adresse
          </button>
        </form>
      </details>
      <details className="request">
        <summary>Demander une correction</summary>
        <form method="post" action={action}>
          {proof}
          <TextBlock name="words" label="Ce qu’il faut corriger" fault={faults['words']} />
          <button type="submit" className="button outline" name="act" value="correct">
            Envoyer ma demande
          </button>
        </form>
      </details>
      <details className="request">
        <summary>Demander l’effacement</summary>
        <form method="post" action={action}>
          {proof}
          <p>
            La mairie efface votre fiche et vos abonnements. Elle garde ce que la loi lui impose&nbsp;: la preuve de vos accords
            et de vos refus, et une empreinte de votre adresse pour ne plus jamais vous écrire.
          </p>
          <button type="submit" className="button outline" name="act" value="erase">
            Demander l’effacement
          </button>
        </form>
      </details>
    </>
  );
}

interface Fact {
  name: string;
  value: string;
  why: string;
}

function factsOf(contact: Contact, exchanges: number): Fact[] {
  const phones = [contact.mobilePhone, contact.landlinePhone].flatMap((phone) => (phone ? [phoneInWords(phone)] : []));
  const street = [contact.addressLine, [contact.postcode, contact.municipality].filter(Boolean).join(' ')]
    .filter(Boolean)
    .join(', ');
  const facts: (Fact | false)[] = [
    { name: 'Nom', value: fullName(contact), why: 'Pour vous reconnaître.' },
    { name: 'E-mail', value: contact.email ?? '', why: 'Pour vous écrire ce que vous avez choisi.' },
    phones.length > 0 && { name: 'Téléphone', value: phones.join(' · '), why: 'Pour vous joindre.' },
    street !== '' && { name: 'Adresse', value: street, why: 'Pour vous écrire et vous situer.' },
    contact.birthDate !== null && {
      name: 'Date de naissance',
      value: dayInWords(contact.birthDate),
      why: 'Pour ne proposer aux mineurs que ce qui est fait pour eux.',
    },
    contact.tags.length > 0 && {
      name: 'Étiquettes',
      value: contact.tags.map((tag) => tag.name).join(', '),
      why: 'Pour ne vous écrire que ce qui vous concerne.',
    },
    { name: 'D’où viennent ces données', value: `${contact.source}, le ${dayInWords(contact.collectedOn)}`, why: '' },
    { name: 'Échanges gardés', value: String(exchanges), why: 'Pour vous répondre sans vous faire répéter.' },
  ];
  return facts.filter((fact) => fact !== false);
}

function Answers({ proofs }: { proofs: readonly ConsentProof[] }) {
  const standing = proofs.filter(({ annulledAt }) => !annulledAt);
  if (standing.length === 0) return null;
  return (
    <details className="request">
      <summary>Mes accords et mes refus ({standing.length})</summary>
      <ul className="data-list">
        {standing.map((proof) => (
          <li key={proof.id}>
            <b>
              {answerLabel(proof.legalBasis, proof.answer)}&nbsp;: «&nbsp;{proof.purposeName}&nbsp;»{' '}
              {byChannelLabel[proof.channel]}
            </b>
            <span>
              Le {dayInWords(proof.happenedAt)}, {consentMethodLabel[proof.method]}. Mots lus&nbsp;: {proof.wording}
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
}
